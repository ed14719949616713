import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { list } from '../../shared/api.js';
import { Loading } from '../../shared/loading.js';
import { number, shortId } from '../../shared/format.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { commits, tree } from '../hub-api.js';
import { link } from '../routes.js';
import { text } from '../text.js';
import { crumbs } from './hub-crumbs.js';
import { fileTable, inOrder } from './hub-file-table.js';
import './hub-readme.js';

/** @typedef {import('../hub-api.js').Entry} Entry */

/**
 * One folder of a repository.
 * @property {import('../routes.js').RepoRoute} route
 * @property {import('../hub-api.js').Repo} repo
 */
class HubFiles extends LightElement {
  static properties = { route: { attribute: false }, repo: { attribute: false } };

  /** @type {Loading<import('../../shared/api.js').Listing<Entry>>} */
  #tree = new Loading(this);
  /** @type {Loading<import('../../shared/api.js').Listing<import('../hub-api.js').Commit>>} */
  #latest = new Loading(this);

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'files', type: 'models', id: '', revision: 'main', path: '' };
    /** @type {import('../hub-api.js').Repo | undefined} */
    this.repo = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('route')) return;
    this.#tree.clear();
    this.#load();
  }

  #load() {
    const { route } = this;
    this.#tree.run((signal) => tree(route, signal));
    this.#latest.run((signal) => commits(route, 1, signal));
  }

  #more() {
    const shown = this.#tree.value;
    if (!shown) return;
    this.#tree.run(async (signal) => {
      const page = await list(shown.next, { signal });
      return { ...page, items: [...shown.items, ...page.items] };
    });
  }

  #lastCommit() {
    const commit = this.#latest.value?.items[0];
    const total = this.#latest.value?.total;
    if (!commit) return '';
    return html`<div class="latest">
      <strong class="clip" title=${commit.title}><span class="unseen">${text.files.latest}: </span>${commit.title}</strong>
      <span class="soft">${commit.authors.map(({ user }) => user).join(', ')}</span>
      <hd-when class="soft" .at=${commit.date}></hd-when>
      <code class="soft">${shortId(commit.id)}</code>
      ${total === undefined ? '' : html`<a href=${link(this.route, 'commits', { path: '' })}>${text.commits.total(number(total))}</a>`}
    </div>`;
  }

  #content() {
    const { status, value, failure } = this.#tree;
    if (status === 'failed') {
      return failure?.code === 'EntryNotFound'
        ? html`<hd-notice .heading=${text.repo.noEntry} .details=${this.route.path}></hd-notice>`
        : failureNotice(failure, () => this.#load());
    }
    if (!value) return skeleton(8);
    const readme = value.items.find(({ type, path }) => type === 'file' && /(^|\/)readme\.md$/i.test(path));
    return html`
      <section class="card files" aria-label=${text.repo.files}>
        ${this.#lastCommit()} ${fileTable(this.route, value.next ? value.items : inOrder(value.items), !this.repo?.private)}
        ${value.next
          ? html`<p class="more"><button type="button" class="button" ?disabled=${status === 'loading'} @click=${this.#more}>${text.files.more}</button></p>`
          : ''}
      </section>
      ${readme ? html`<hub-readme .route=${{ ...this.route, path: readme.path }} .size=${readme.size}></hub-readme>` : ''}
    `;
  }

  render() {
    return html`<div class="stack">${this.route.path ? crumbs(this.route) : ''} ${this.#content()}</div>`;
  }
}

customElements.define('hub-files', HubFiles);
