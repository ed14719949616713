import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { icon } from '../../shared/icons.js';
import { number, shortId } from '../../shared/format.js';
import { navigate } from '../../shared/router.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { analyze } from '../desk-api.js';
import { analysisLink, hostOf } from '../routes.js';
import { text } from '../text.js';
import '../../shared/elements/hd-copy.js';
import './desk-choice.js';

/** @typedef {import('../desk-api.js').Analysis} Analysis */

/**
 * What a repository holds, and what of it to download.
 * @property {import('../routes.js').AnalysisRoute} route
 */
class DeskAnalysis extends LightElement {
  static properties = { route: { attribute: false } };

  /** @type {Loading<Analysis>} */
  #analysis = new Loading(this);

  constructor() {
    super();
    /** @type {import('../routes.js').AnalysisRoute} */
    this.route = { page: 'analysis', repo: '', dataset: false, revision: '', endpoint: '' };
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('route')) return;
    this.#analysis.clear();
    this.#load();
  }

  #load() {
    const { route } = this;
    this.#analysis.run((signal) => analyze(route, signal));
  }

  /** @param {Event} event */
  #choose(event) {
    navigate(analysisLink({ ...this.route, revision: /** @type {HTMLSelectElement} */ (event.target).value }));
  }

  /** @param {Analysis} found */
  #head(found) {
    const [owner, name] = found.repo.split('/');
    const words = text.analysis;
    const refs = found.refs ?? [];
    return html`<header class="stack tight">
      <div class="row">
        <h1>${icon(found.is_dataset ? 'dataset' : 'model')} <span class="soft">${owner}/</span><wbr>${name}</h1>
        <hd-copy bare .value=${found.repo} .label=${found.repo}></hd-copy>
      </div>
      <div class="row soft">
        <span class="badge accent">${found.type_description || found.type}</span>
        <span>${words.total(number(found.file_count), found.total_size)}</span>
        ${found.endpoint ? html`<span class="mono">${hostOf(found.endpoint)}</span>` : ''}
        ${found.commit ? html`<span class="mono" title=${found.commit}>${words.commit} ${shortId(found.commit)}</span>` : ''}
        ${refs.length > 1
          ? html`<label class="end row">${words.revision}
              <select @change=${this.#choose}>
                ${refs.map((ref) => html`<option ?selected=${ref.name === found.branch}>${ref.name}</option>`)}
              </select></label>`
          : ''}
      </div>
    </header>`;
  }

  #which() {
    const words = text.analysis;
    const { repo } = this.route;
    return html`<hd-notice .heading=${words.both} .message=${words.bothHint}></hd-notice>
      <p class="row centered">
        <a class="button" href="${analysisLink({ repo })}?dataset=false">${words.model}</a>
        <a class="button" href=${analysisLink({ repo, dataset: true })}>${words.dataset}</a>
      </p>`;
  }

  render() {
    const { status, value, failure } = this.#analysis;
    if (status === 'failed') {
      return html`<div class="stack">
        ${failureNotice(failure, () => this.#load())}
        <p class="row centered"><a class="button" href="/">${text.analysis.back}</a></p>
      </div>`;
    }
    if (!value) return skeleton(8);
    if (value.needsSelection) return html`<div class="stack">${this.#which()}</div>`;
    return html`<div class="stack">
      ${this.#head(value)}
      <desk-choice .route=${this.route} .analysis=${value}></desk-choice>
    </div>`;
  }
}

customElements.define('desk-analysis', DeskAnalysis);
