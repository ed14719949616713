import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LightElement } from '../../shared/light-element.js';
import { skeleton } from '../../shared/elements/hd-notice.js';
import { speed } from '../../shared/format.js';
import { JobsController, isActive, jobs } from '../jobs.js';
import { text } from '../text.js';
import './desk-job.js';

/** @typedef {import('../desk-api.js').Job} Job */

/** All jobs: those that go on, then those that ended. */
class DeskDownloads extends LightElement {
  #jobs = new JobsController(this);

  /**
   * @param {string} heading
   * @param {Job[]} list
   */
  #section(heading, list) {
    if (list.length === 0) return '';
    return html`<section class="stack tight">
      <h2>${heading}</h2>
      <ul class="jobs">
        ${repeat(list, (job) => job.id, (job) => html`<li><desk-job .job=${job}></desk-job></li>`)}
      </ul>
    </section>`;
  }

  #content() {
    const all = jobs.all();
    const words = text.jobs;
    if (all.length === 0) {
      if (!jobs.known) return skeleton(3);
      return html`<hd-notice .heading=${words.none} .message=${words.noneHint}></hd-notice>
        <p class="row centered"><a class="button primary" href="/">${words.find}</a></p>`;
    }
    return html`${this.#section(words.active, all.filter(isActive))} ${this.#section(words.finished, all.filter((job) => !isActive(job)))}`;
  }

  render() {
    const total = jobs.all().reduce((sum, job) => sum + (job.status === 'running' ? job.progress.bytesPerSecond : 0), 0);
    return html`<div class="stack">
      <div class="row">
        <h1>${text.jobs.heading}</h1>
        ${total > 0 ? html`<span class="end total-speed">${speed(total)}</span>` : ''}
      </div>
      ${this.#content()}
    </div>`;
  }
}

customElements.define('desk-downloads', DeskDownloads);
