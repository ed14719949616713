import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { icon } from '../../shared/icons.js';
import { act } from '../desk-api.js';
import { jobs } from '../jobs.js';
import { analysisLink, hostOf } from '../routes.js';
import { text } from '../text.js';
import { actionsOf, percent, progressLine } from './progress.js';
import { jobFiles } from './desk-job-files.js';
import '../../shared/elements/hd-when.js';

/** @typedef {import('../desk-api.js').Job} Job */

const TONES = { queued: '', running: 'accent', paused: 'warn', completed: 'good', failed: 'bad', cancelled: '' };
const ICONS = /** @type {const} */ ({ pause: 'pause', resume: 'resume', cancel: 'cancel', retry: 'retry', dismiss: 'cancel' });

/**
 * One download.
 * @property {Job} job
 */
class DeskJob extends LightElement {
  static properties = { job: { attribute: false }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Job | undefined} */
    this.job = undefined;
    this.problem = '';
    this.busy = false;
  }

  /**
   * @param {string} id
   * @param {import('./progress.js').Action} action
   */
  async #act(id, action) {
    this.busy = true;
    this.problem = '';
    try {
      await act(id, action);
      if (action === 'dismiss') jobs.forget(id);
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    } finally {
      this.busy = false;
    }
  }

  /** @param {Job} job */
  #buttons(job) {
    return actionsOf(job.status).map((action) => {
      const label = text.jobs.actions[action];
      return html`<button type="button" class="button quiet" ?disabled=${this.busy} aria-label="${label}: ${job.repo}" title=${label}
        @click=${() => this.#act(job.id, action)}>${icon(ICONS[action])}<span class="wide">${label}</span></button>`;
    });
  }

  /** @param {Job} job */
  #head(job) {
    const words = text.jobs;
    const [owner, name] = job.repo.split('/');
    return html`<div class="row job-head">
      <h3><a href=${analysisLink({ repo: job.repo, dataset: job.isDataset, revision: job.revision, endpoint: job.endpoint })}><span class="soft">${owner}/</span><wbr>${name}</a></h3>
      <span class="badge ${TONES[job.status]}" data-status=${job.status}>${words.phases[job.phase ?? ''] ?? words.status[job.status]}</span>
      ${job.revision && job.revision !== 'main' ? html`<span class="badge">${job.revision}</span>` : ''}
      ${(job.filters ?? []).map((filter) => html`<span class="badge">${filter}</span>`)}
      <span class="end row job-actions">${this.#buttons(job)}</span>
    </div>`;
  }

  render() {
    const { job } = this;
    if (!job) return '';
    const done = percent(job);
    return html`<article class="card padded stack tight" aria-label=${job.repo}>
      ${this.#head(job)}
      <progress class=${job.status === 'running' || job.status === 'completed' ? '' : 'still'} max="100" .value=${done} aria-label=${text.jobs.progress(job.repo)}></progress>
      <div class="row hint">
        <span class="figures">${progressLine(job)}</span>
        <span class="end">${job.endpoint ? html`${text.jobs.from} <span class="mono">${hostOf(job.endpoint)}</span>, ` : ''}<hd-when .at=${job.endedAt ?? job.createdAt}></hd-when></span>
      </div>
      ${job.error ? html`<p class="problem">${job.error}</p>` : ''}
      <p class="problem" role="alert">${this.problem}</p>
      ${jobFiles(job)}
    </article>`;
  }
}

customElements.define('desk-job', DeskJob);
