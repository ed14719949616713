import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { Failure } from '../../shared/api.js';
import { bytes, number } from '../../shared/format.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { PREVIEW_LIMIT, entry, fileText } from '../hub-api.js';
import { text } from '../text.js';
import { crumbs } from './hub-crumbs.js';
import { isText } from './preview.js';
import './hub-download.js';
import '../../shared/elements/hd-copy.js';
import '../../shared/elements/hd-when.js';

/** @typedef {{entry: import('../hub-api.js').Entry, content: string | undefined}} OpenFile */

/**
 * One file: its facts, and its text when it is a short text.
 * @property {import('../routes.js').RepoRoute} route
 * @property {import('../hub-api.js').Repo} repo
 */
class HubFile extends LightElement {
  static properties = { route: { attribute: false }, repo: { attribute: false } };

  /** @type {Loading<OpenFile>} */
  #file = new Loading(this);

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'file', type: 'models', id: '', revision: 'main', path: '' };
    /** @type {import('../hub-api.js').Repo | undefined} */
    this.repo = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('route')) return;
    this.#file.clear();
    this.#load();
  }

  #load() {
    const { route } = this;
    this.#file.run(async (signal) => {
      const found = await entry(route, signal);
      if (found?.type !== 'file') throw new Failure('missing', text.repo.noEntry, { details: route.path });
      const readable = isText(found.path) && found.size <= PREVIEW_LIMIT;
      return { entry: found, content: readable ? await fileText(route, signal) : undefined };
    });
  }

  /** @param {import('../hub-api.js').Entry} file */
  #facts(file) {
    const words = text.file;
    return html`<dl class="facts">
      <dt>${words.size}</dt>
      <dd>${bytes(file.size)} <span class="soft">(${words.exactly(number(file.size))})</span></dd>
      ${file.lfs ? html`<dt>${words.sha256}</dt><dd>${this.#id(file.lfs.oid, words.sha256)}</dd>` : ''}
      <dt>${file.lfs ? words.pointer : words.blob}</dt>
      <dd>${this.#id(file.oid, words.blob)}</dd>
      ${file.lfs ? html`<dt>${words.pointerSize}</dt><dd>${words.exactly(number(file.lfs.pointerSize))}</dd>` : ''}
      ${file.lastCommit
        ? html`<dt>${words.lastCommit}</dt>
            <dd><span class="clip">${file.lastCommit.title}</span> <hd-when class="soft" .at=${file.lastCommit.date}></hd-when></dd>`
        : ''}
    </dl>`;
  }

  /**
   * @param {string} id
   * @param {string} label
   */
  #id(id, label) {
    return html`<code>${id}</code><hd-copy bare .value=${id} .label=${label}></hd-copy>`;
  }

  /** @param {OpenFile} open */
  #preview({ entry: file, content }) {
    if (content === undefined) {
      return html`<p class="empty soft">${isText(file.path) ? text.file.tooLarge : text.file.noPreview}</p>`;
    }
    return html`<pre class="content" tabindex="0" aria-label=${text.file.content}>${content}</pre>`;
  }

  #content() {
    const { status, value, failure } = this.#file;
    if (status === 'failed') return failureNotice(failure, failure?.kind === 'missing' ? undefined : () => this.#load());
    if (!value) return skeleton(6);
    return html`
      <section class="card padded file-head">
        ${this.#facts(value.entry)}
        <hub-download .route=${this.route} .size=${value.entry.size} .private=${this.repo?.private ?? false}></hub-download>
      </section>
      <section class="card" aria-label=${text.file.content}>${this.#preview(value)}</section>
    `;
  }

  render() {
    return html`<div class="stack">${crumbs(this.route)} ${this.#content()}</div>`;
  }
}

customElements.define('hub-file', HubFile);
