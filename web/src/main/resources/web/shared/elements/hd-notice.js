import { html } from 'lit';
import { LightElement } from '../light-element.js';
import { text } from '../text.js';

/**
 * The look of an empty page, and of one that could not be shown.
 * @property {string} heading
 * @property {string} message
 * @property {string} details the cause, in smaller print
 * @property {'plain' | 'bad'} tone
 * @property {boolean} retry offers to try again
 * @fires retry
 */
export class HdNotice extends LightElement {
  static properties = { heading: {}, message: {}, details: {}, tone: {}, retry: { type: Boolean } };

  constructor() {
    super();
    this.heading = '';
    this.message = '';
    this.details = '';
    /** @type {'plain' | 'bad'} */
    this.tone = 'plain';
    this.retry = false;
  }

  render() {
    return html`
      <div class="notice ${this.tone}" role=${this.tone === 'bad' ? 'alert' : 'note'}>
        <h2>${this.heading}</h2>
        ${this.message ? html`<p>${this.message}</p>` : ''}
        ${this.details ? html`<p class="details">${this.details}</p>` : ''}
        ${this.retry
          ? html`<button type="button" class="button" @click=${() => this.emit('retry')}>${text.tryAgain}</button>`
          : ''}
      </div>
    `;
  }
}

customElements.define('hd-notice', HdNotice);

/**
 * @param {import('../api.js').Failure | undefined} failure
 * @param {() => void} [retry]
 */
export function failureNotice(failure, retry) {
  return html`<hd-notice
    tone="bad"
    .heading=${text.failures[failure?.kind ?? 'failed']}
    .message=${failure?.message ?? ''}
    .details=${failure?.details ?? ''}
    .retry=${retry !== undefined}
    @retry=${retry}
  ></hd-notice>`;
}

/** Grey bars where content will be. */
export function skeleton(rows = 5) {
  return html`<div class="skeleton" role="status">
    <span class="unseen">${text.loading}</span>
    ${Array.from({ length: rows }, () => html`<span></span>`)}
  </div>`;
}
