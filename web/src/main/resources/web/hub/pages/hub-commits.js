import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { list } from '../../shared/api.js';
import { Loading } from '../../shared/loading.js';
import { shortId } from '../../shared/format.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { commits } from '../hub-api.js';
import { link } from '../routes.js';
import { text } from '../text.js';
import '../../shared/elements/hd-copy.js';
import '../../shared/elements/hd-when.js';

/** @typedef {import('../hub-api.js').Commit} Commit */

const PAGE = 50;

/**
 * The commits of a revision, newest first.
 * @property {import('../routes.js').RepoRoute} route
 */
class HubCommits extends LightElement {
  static properties = { route: { attribute: false } };

  /** @type {Loading<import('../../shared/api.js').Listing<Commit>>} */
  #commits = new Loading(this);

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'commits', type: 'models', id: '', revision: 'main', path: '' };
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('route')) return;
    this.#commits.clear();
    this.#load();
  }

  #load() {
    const { route } = this;
    this.#commits.run((signal) => commits(route, PAGE, signal));
  }

  #more() {
    const shown = this.#commits.value;
    if (!shown) return;
    this.#commits.run(async (signal) => {
      const page = await list(shown.next, { signal });
      return { ...page, items: [...shown.items, ...page.items] };
    });
  }

  /** @param {Commit} commit */
  #line(commit) {
    const authors = commit.authors.map(({ user }) => user).join(', ');
    return html`<li>
      <div class="commit-text">
        <strong>${commit.title}</strong>
        ${commit.message ? html`<p class="soft message">${commit.message}</p>` : ''}
        <p class="hint">${text.commits.by} ${authors}, <hd-when .at=${commit.date}></hd-when></p>
      </div>
      <div class="row commit-links">
        <a class="mono" href=${link(this.route, 'tree', { revision: commit.id, path: '' })} title=${text.commits.browse}>${shortId(commit.id)}</a>
        <hd-copy bare .value=${commit.id} .label=${text.commits.id}></hd-copy>
      </div>
    </li>`;
  }

  render() {
    const { status, value, failure } = this.#commits;
    if (status === 'failed') return failureNotice(failure, () => this.#load());
    if (!value) return skeleton(8);
    return html`
      <ol class="card commits">
        ${value.items.map((commit) => this.#line(commit))}
      </ol>
      ${value.next
        ? html`<p class="more"><button type="button" class="button" ?disabled=${status === 'loading'} @click=${this.#more}>${text.commits.more}</button></p>`
        : ''}
    `;
  }
}

customElements.define('hub-commits', HubCommits);
