import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { icon } from '../../shared/icons.js';
import { text } from '../text.js';
import { OWN_HUB } from './sources.js';

/** @typedef {import('../desk-api.js').Endpoint} Endpoint */

/**
 * The list of endpoints with their tokens. A token is shown masked; a mask that nobody touched leaves it as it is.
 * @property {Endpoint[]} endpoints
 * @property {boolean} fixed the addresses cannot be changed
 */
export class DeskEndpoints extends LightElement {
  static properties = { endpoints: { attribute: false }, fixed: { type: Boolean }, rows: { state: true } };

  /** Whether there is anything to save. */
  changed = false;

  constructor() {
    super();
    /** @type {Endpoint[]} */
    this.endpoints = [];
    this.fixed = false;
    /** @type {Endpoint[]} */
    this.rows = [];
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('endpoints')) return;
    this.rows = this.endpoints.map((endpoint) => ({ ...endpoint }));
    this.changed = false;
  }

  /** What to save: the Hub of this process is always asked and is not part of it. */
  get value() {
    return this.rows
      .filter(({ url, source }) => url.trim() && source !== OWN_HUB)
      .map(({ url, token }) => ({ url: url.trim(), token: token ?? '' }));
  }

  /**
   * @param {number} index
   * @param {Partial<Endpoint> | undefined} change nothing removes the row
   */
  #edit(index, change) {
    this.changed = true;
    this.rows = change ? this.rows.map((row, i) => (i === index ? { ...row, ...change } : row)) : this.rows.filter((_, i) => i !== index);
  }

  #add() {
    this.rows = [...this.rows, { url: '' }];
  }

  /**
   * @param {Endpoint} row
   * @param {number} index
   */
  #row(row, index) {
    const words = text.settings;
    const own = row.source === OWN_HUB;
    const read = (/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).value;
    return html`<li class="endpoint">
      <label><span class="unseen">${words.url}</span>
        <input class="mono" type="url" placeholder="https://…" .value=${row.url} ?disabled=${own || this.fixed}
          @input=${(/** @type {Event} */ event) => this.#edit(index, { url: read(event) })}>
        ${own ? html`<span class="hint">${words.own}</span>` : ''}</label>
      <label><span class="unseen">${words.token}</span>
        <input class="mono" type=${isMask(row.token) ? 'text' : 'password'} autocomplete="off" spellcheck="false" placeholder=${words.noToken} .value=${row.token ?? ''} ?disabled=${own}
          @input=${(/** @type {Event} */ event) => this.#edit(index, { token: read(event) })}></label>
      <button type="button" class="button quiet" ?disabled=${own || this.fixed} aria-label="${words.remove} ${row.url}" title=${words.remove}
        @click=${() => this.#edit(index, undefined)}>${icon('cancel')}</button>
    </li>`;
  }

  render() {
    return html`<ol class="endpoints">${this.rows.map((row, index) => this.#row(row, index))}</ol>
      ${this.fixed ? html`<p class="hint">${text.settings.fixed}</p>` : html`<p><button type="button" class="button" @click=${this.#add}>${text.settings.add}</button></p>`}`;
  }
}

/** @param {string | undefined} token */
function isMask(token) {
  return !token || token.startsWith('*');
}

customElements.define('desk-endpoints', DeskEndpoints);
