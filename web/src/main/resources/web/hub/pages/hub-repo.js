import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { icon } from '../../shared/icons.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { tabs } from '../../shared/elements/hd-tabs.js';
import { token } from '../../shared/session.js';
import { refs, repoInfo } from '../hub-api.js';
import { link, repoLink } from '../routes.js';
import { text } from '../text.js';
import '../../shared/elements/hd-copy.js';
import './hub-files.js';
import './hub-file.js';
import './hub-commits.js';
import './hub-revision.js';

/** @typedef {import('../hub-api.js').Repo & {refs: {branches: import('../hub-api.js').Ref[], tags: import('../hub-api.js').Ref[]}}} OpenRepo */

const ICONS = /** @type {const} */ ({ models: 'model', datasets: 'dataset', spaces: 'space' });

/**
 * One repository: its name, revisions and tabs, around the page that the address names.
 * @property {import('../routes.js').RepoRoute} route
 */
class HubRepo extends LightElement {
  static properties = { route: { attribute: false } };

  /** @type {Loading<OpenRepo>} */
  #repo = new Loading(this);
  #shown = '';

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'files', type: 'models', id: '', revision: 'main', path: '' };
  }

  willUpdate() {
    const { type, id, revision } = this.route;
    const wanted = [type, id, revision, token()].join(' ');
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    this.#repo.clear();
    this.#load();
  }

  #load() {
    const { route } = this;
    this.#repo.run(async (signal) => {
      const [repo, known] = await Promise.all([repoInfo(route, signal), refs(route, signal)]);
      return { ...repo, refs: known };
    });
  }

  #failed() {
    const { failure } = this.#repo;
    if (failure?.code === 'RevisionNotFound') {
      return html`<hd-notice .heading=${text.repo.noRevision} .details=${this.route.revision}></hd-notice>
        <p class="row centered"><a class="button" href=${repoLink(this.route.type, this.route.id)}>${text.repo.defaultBranch}</a></p>`;
    }
    if (failure?.kind !== 'denied' && failure?.kind !== 'missing') return failureNotice(failure, () => this.#load());
    const message = token() ? text.repo.missing : text.repo.privateOrMissing;
    return html`<hd-notice .heading=${this.route.id} .message=${message}></hd-notice>
      ${token() ? '' : html`<p class="row centered"><button type="button" class="button primary" @click=${askForToken}>${text.signIn}</button></p>`}`;
  }

  #page() {
    const { route } = this;
    const repo = this.#repo.value;
    if (route.page === 'commits') return html`<hub-commits .route=${route} .repo=${repo}></hub-commits>`;
    if (route.page === 'file') return html`<hub-file .route=${route} .repo=${repo}></hub-file>`;
    return html`<hub-files .route=${route} .repo=${repo}></hub-files>`;
  }

  render() {
    const { route } = this;
    const { status, value } = this.#repo;
    if (status === 'failed') return html`<div class="stack">${this.#failed()}</div>`;
    if (!value) return skeleton(8);
    const [namespace, name] = value.id.split('/');
    const download = `HF_ENDPOINT=${location.origin} hf download ${value.id}${route.type === 'models' ? '' : ` --repo-type ${route.type.slice(0, -1)}`}`;
    return html`<div class="stack repo">
      <header class="repo-head">
        <h1>
          ${icon(ICONS[route.type])}<span class="unseen">${text.one[route.type]}</span>
          <span class="repo-id"><span class="soft">${namespace}/</span><wbr><a href=${repoLink(route.type, value.id)}>${name}</a></span>
        </h1>
        <hd-copy bare .value=${value.id} .label=${text.repo.id}></hd-copy>
        ${value.private ? html`<span class="badge warn">${icon('lock')}${text.home.private}</span>` : ''}
        <details class="use">
          <summary class="button">${icon('download')}${text.repo.use}</summary>
          <div class="card use-panel"><hd-copy .value=${download} .label=${text.repo.command}></hd-copy></div>
        </details>
      </header>
      <div class="row repo-bar">
        ${tabs(text.repo.tabs, [
          { href: link(route, 'tree', { path: '' }), label: text.repo.files, current: route.page !== 'commits' },
          { href: link(route, 'commits', { path: '' }), label: text.repo.commits, current: route.page === 'commits' },
        ])}
        <hub-revision .route=${route} .refs=${value.refs}></hub-revision>
      </div>
      ${this.#page()}
    </div>`;
  }
}

function askForToken() {
  /** @type {import('../hub-sign-in.js').HubSignIn | null} */ (document.querySelector('hub-sign-in'))?.open();
}

customElements.define('hub-repo', HubRepo);
