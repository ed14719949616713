import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { list } from '../../shared/api.js';
import { Loading } from '../../shared/loading.js';
import { icon } from '../../shared/icons.js';
import { amend } from '../../shared/router.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { listRepos } from '../hub-api.js';
import { homeLink } from '../routes.js';
import { text } from '../text.js';
import { repoList } from './hub-repo-list.js';
import './hub-connect.js';

const DEBOUNCE_MS = 250;

/**
 * The list of repositories of one type.
 * @property {import('../routes.js').RepoType} type
 * @property {import('../routes.js').Route} route changes whenever the list must be read again
 */
class HubHome extends LightElement {
  static properties = { type: {}, route: { attribute: false }, search: { state: true }, busy: { state: true } };

  /** @type {Loading<import('../../shared/api.js').Listing<import('../hub-api.js').Repo>>} */
  #repos = new Loading(this);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

  constructor() {
    super();
    /** @type {import('../routes.js').RepoType} */
    this.type = 'models';
    /** @type {import('../routes.js').Route} */
    this.route = { page: 'missing' };
    this.search = '';
    this.busy = false;
  }

  /** A search that was just typed must not amend the address of the page that came after this one. */
  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('route')) return;
    clearTimeout(this.#timer);
    this.search = new URLSearchParams(location.search).get('search') ?? '';
    this.#repos.clear();
    this.#load();
  }

  #load() {
    const { type, search } = this;
    this.#repos.run((signal) => listRepos(type, search, signal));
  }

  /** @param {Event} event */
  #typed(event) {
    this.search = /** @type {HTMLInputElement} */ (event.target).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      amend(homeLink(this.type) + (this.search ? `?${new URLSearchParams({ search: this.search })}` : ''));
      this.#load();
    }, DEBOUNCE_MS);
  }

  async #more() {
    const shown = this.#repos.value;
    if (!shown) return;
    this.busy = true;
    await this.#repos.run(async (signal) => {
      const page = await list(shown.next, { signal });
      return { ...page, items: [...shown.items, ...page.items] };
    });
    this.busy = false;
  }

  #results() {
    const { status, value, failure } = this.#repos;
    if (status === 'failed') return failureNotice(failure, () => this.#load());
    if (!value) return skeleton();
    if (value.items.length > 0) return repoList(this.type, value, this.busy, () => this.#more());
    const words = text.home;
    const named = text.types[this.type].toLowerCase();
    return this.search
      ? html`<hd-notice .heading=${words.noMatch(this.search)} .message=${words.noMatchHint}></hd-notice>`
      : html`<hd-notice .heading=${words.none(named)} .message=${words.noneHint}
          .details=${`hf upload namespace/name ./folder --repo-type ${this.type.slice(0, -1)}`}></hd-notice>`;
  }

  render() {
    return html`<div class="stack">
      <hub-connect></hub-connect>
      <div class="row home-tools">
        <h2>${text.types[this.type]}</h2>
        <label class="searching">
          <span class="unseen">${text.home.search}</span>${icon('search')}
          <input type="search" .value=${this.search} placeholder=${text.home.search} @input=${this.#typed}>
        </label>
      </div>
      <section aria-label=${text.types[this.type]} aria-busy=${this.#repos.status === 'loading'}>${this.#results()}</section>
    </div>`;
  }
}

customElements.define('hub-home', HubHome);
