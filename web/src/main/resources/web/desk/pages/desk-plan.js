import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { bytes, number } from '../../shared/format.js';
import { navigate } from '../../shared/router.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { diskFree, download, plan } from '../desk-api.js';
import { jobs } from '../jobs.js';
import { text } from '../text.js';

/** @typedef {import('../desk-api.js').DownloadRequest} DownloadRequest */
/** @typedef {{plan: import('../desk-api.js').Plan, disk: {path: string, free: number}}} Review */

const SHOWN = 100;

/** What a download would bring, before it starts. */
export class DeskPlan extends LightElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  /** @type {Loading<Review>} */
  #review = new Loading(this);
  /** @type {DownloadRequest} */
  #request = { repo: '' };

  constructor() {
    super();
    this.problem = '';
    this.busy = false;
  }

  /** @param {DownloadRequest} request */
  open(request) {
    this.#request = request;
    this.problem = '';
    this.#review.clear();
    this.#load();
    this.querySelector('dialog')?.showModal();
  }

  #load() {
    this.#review.run(async (signal) => {
      const [planned, disk] = await Promise.all([plan(this.#request, signal), diskFree(this.#request, signal)]);
      return { plan: planned, disk };
    });
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  async #start() {
    this.busy = true;
    this.problem = '';
    try {
      jobs.take({ type: 'job_update', data: await download(this.#request) });
      this.#close();
      navigate('/downloads');
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    } finally {
      this.busy = false;
    }
  }

  /** @param {Review} review */
  #content({ plan: planned, disk }) {
    const words = text.plan;
    const files = [...(planned.files ?? [])].sort((a, b) => b.size - a.size);
    const tooSmall = planned.totalSize > disk.free;
    return html`
      <dl class="facts">
        <dt>${words.files}</dt>
        <dd>${number(planned.totalFiles)}</dd>
        <dt>${words.size}</dt>
        <dd><strong>${bytes(planned.totalSize)}</strong></dd>
        <dt>${words.destination}</dt>
        <dd><code>${disk.path}</code></dd>
        <dt>${words.free}</dt>
        <dd>${bytes(disk.free)} ${tooSmall ? html`<span class="badge bad">${words.tooSmall}</span>` : ''}</dd>
      </dl>
      ${files.length === 0 ? html`<p class="problem">${words.noFiles}</p>` : ''}
      <ul class="plan-files" tabindex="0" aria-label=${words.files}>
        ${files.slice(0, SHOWN).map((file) => html`<li><span class="path">${file.path}</span><span class="soft">${bytes(file.size)}</span></li>`)}
        ${files.length > SHOWN ? html`<li class="soft">+ ${number(files.length - SHOWN)}</li>` : ''}
      </ul>
      <p class="problem" role="alert">${this.problem}</p>
      ${this.#actions(this.busy || files.length === 0 || tooSmall)}
    `;
  }

  /** @param {boolean} blocked */
  #actions(blocked) {
    return html`<div class="row dialog-actions">
      <button type="button" class="button" @click=${this.#close}>${text.plan.cancel}</button>
      <button type="button" class="button primary" ?disabled=${blocked} @click=${this.#start}>${text.plan.start}</button>
    </div>`;
  }

  render() {
    const { status, value, failure } = this.#review;
    return html`<dialog aria-labelledby="plan-heading">
      <div class="dialog-form">
        <h2 id="plan-heading">${text.plan.heading}</h2>
        ${status === 'failed' ? html`${failureNotice(failure, () => this.#load())}${this.#actions(true)}` : value ? this.#content(value) : skeleton(4)}
      </div>
    </dialog>`;
  }
}

customElements.define('desk-plan', DeskPlan);
