import { html } from 'lit';
import { LightElement } from '../light-element.js';
import { ago, exactDate } from '../format.js';

const REFRESH_MS = 30_000;

/**
 * A moment, as "3 days ago" with the exact time behind it.
 * @property {string} at ISO date
 */
export class HdWhen extends LightElement {
  static properties = { at: {} };

  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer = undefined;

  constructor() {
    super();
    this.at = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), REFRESH_MS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  render() {
    return this.at ? html`<time datetime=${this.at} title=${exactDate(this.at)}>${ago(this.at)}</time>` : '';
  }
}

customElements.define('hd-when', HdWhen);
