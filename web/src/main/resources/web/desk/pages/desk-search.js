import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { icon } from '../../shared/icons.js';
import { navigate } from '../../shared/router.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { search } from '../desk-api.js';
import { analysisLink, asRepo, hostOf } from '../routes.js';
import { text } from '../text.js';
import { resultList } from './desk-results.js';

const SORTS = /** @type {(keyof typeof text.search.sorts)[]} */ (Object.keys(text.search.sorts));

/**
 * The search over all endpoints. What is asked stands in the address, so that going back brings it back.
 * @property {import('../routes.js').Route} route changes whenever the address does
 */
class DeskSearch extends LightElement {
  static properties = { route: { attribute: false } };

  /** @type {Loading<import('../desk-api.js').Results>} */
  #results = new Loading(this);
  #query = { q: '', datasets: false, sort: 'downloads', filter: '' };

  constructor() {
    super();
    /** @type {import('../routes.js').Route} */
    this.route = { page: 'search' };
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('route')) return;
    const asked = new URLSearchParams(location.search);
    this.#query = {
      q: asked.get('q') ?? '',
      datasets: asked.get('datasets') === 'true',
      sort: SORTS.find((sort) => sort === asked.get('sort')) ?? 'downloads',
      filter: asked.get('filter') ?? '',
    };
    this.#results.clear();
    if (asked.has('q')) this.#load();
  }

  firstUpdated() {
    this.querySelector('input')?.focus();
  }

  #load() {
    const query = this.#query;
    this.#results.run((signal) => search(query, signal));
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#ask();
  }

  #ask() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector('form'));
    const fields = new FormData(form);
    const q = String(fields.get('q')).trim();
    const datasets = fields.get('datasets') === 'true';
    const repo = asRepo(q);
    if (repo) {
      navigate(analysisLink({ ...repo, dataset: repo.dataset || datasets }));
      return;
    }
    const query = new URLSearchParams({ q });
    if (datasets) query.set('datasets', 'true');
    if (fields.get('sort') !== 'downloads') query.set('sort', String(fields.get('sort')));
    if (fields.has('filter')) query.set('filter', 'gguf');
    navigate(`/?${query}`);
  }

  #form() {
    const words = text.search;
    const { q, datasets, sort, filter } = this.#query;
    return html`<form class="card padded search-form" role="search" @submit=${this.#submit}>
      <div class="row">
        <label class="searching"><span class="unseen">${words.field}</span>${icon('search')}
          <input name="q" type="search" .value=${q} placeholder=${words.field} autocomplete="off"></label>
        <button class="button primary">${words.go}</button>
      </div>
      <div class="row options">
        <fieldset class="row">
          <legend class="unseen">${words.kind}</legend>
          <label><input type="radio" name="datasets" value="false" .checked=${!datasets} @change=${this.#ask}> ${words.models}</label>
          <label><input type="radio" name="datasets" value="true" .checked=${datasets} @change=${this.#ask}> ${words.datasets}</label>
        </fieldset>
        <label><input type="checkbox" name="filter" .checked=${filter === 'gguf'} @change=${this.#ask}> ${words.gguf}</label>
        <label class="end">${words.sort}
          <select name="sort" @change=${this.#ask}>
            ${SORTS.map((each) => html`<option value=${each} ?selected=${each === sort}>${words.sorts[each]}</option>`)}
          </select></label>
      </div>
    </form>`;
  }

  #answer() {
    const { status, value, failure } = this.#results;
    if (status === 'failed') return failureNotice(failure, () => this.#load());
    if (status === 'idle') return '';
    if (!value) return skeleton(6);
    const words = text.search;
    return html`
      ${(value.failures ?? []).map((each) => html`<p class="card padded warning" role="note"><strong>${words.failed(hostOf(each.endpoint))}</strong> ${each.error}</p>`)}
      ${value.results.length === 0
        ? html`<hd-notice .heading=${words.none(this.#query.q)} .message=${words.noneHint}></hd-notice>`
        : resultList(value.results, this.#query.datasets)}
    `;
  }

  render() {
    return html`<div class="stack">
      <div><h1>${text.search.heading}</h1><p class="soft">${text.search.lead}</p></div>
      ${this.#form()}
      <section class="stack" aria-label=${text.search.results} aria-busy=${this.#results.status === 'loading'}>${this.#answer()}</section>
    </div>`;
  }
}

customElements.define('desk-search', DeskSearch);
