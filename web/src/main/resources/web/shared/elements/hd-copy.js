import { html } from 'lit';
import { LightElement } from '../light-element.js';
import { icon } from '../icons.js';
import { text } from '../text.js';

/**
 * A line of text with a button that copies it.
 * @property {string} value what is shown and copied
 * @property {string} label what it is, for those who do not see it
 * @property {boolean} bare the button alone
 */
export class HdCopy extends LightElement {
  static properties = { value: {}, label: {}, bare: { type: Boolean }, outcome: { state: true } };

  constructor() {
    super();
    this.value = '';
    this.label = '';
    this.bare = false;
    /** @type {'' | 'copied' | 'failed'} */
    this.outcome = '';
  }

  async #copy() {
    try {
      await copyText(this.value);
      this.outcome = 'copied';
    } catch {
      this.outcome = 'failed';
    }
    setTimeout(() => (this.outcome = ''), 2000);
  }

  render() {
    const copied = this.outcome === 'copied';
    const name = copied ? text.copied : `${text.copy} ${this.label}`.trim();
    return html`
      ${this.bare ? '' : html`<code class="copy-value" tabindex="0">${this.value}</code>`}
      <button type="button" class="button quiet copy-button" aria-label=${name} title=${name} @click=${this.#copy}>
        ${icon(copied ? 'done' : 'copy')}${this.bare ? '' : html`<span>${copied ? text.copied : text.copy}</span>`}
      </button>
      <span class="unseen" role="status">${copied ? text.copied : ''}</span>
      ${this.outcome === 'failed' ? html`<span class="hint">${text.copyFailed}</span>` : ''}
    `;
  }
}

/**
 * The clipboard API exists only on https and loopback; elsewhere the old command still works.
 * @param {string} value
 */
async function copyText(value) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(value);
    return;
  }
  const field = document.createElement('textarea');
  field.value = value;
  field.className = 'unseen';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('copy refused');
}

customElements.define('hd-copy', HdCopy);
