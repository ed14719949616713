import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { icon } from '../../shared/icons.js';
import { navigate } from '../../shared/router.js';
import { shortId } from '../../shared/format.js';
import { link } from '../routes.js';
import { text } from '../text.js';

/** @typedef {import('../hub-api.js').Ref} Ref */

/**
 * The choice of a branch or tag. A commit that has no name is shown as what it is.
 * @property {import('../routes.js').RepoRoute} route
 * @property {{branches: Ref[], tags: Ref[]}} refs
 */
class HubRevision extends LightElement {
  static properties = { route: { attribute: false }, refs: { attribute: false } };

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'files', type: 'models', id: '', revision: 'main', path: '' };
    /** @type {{branches: Ref[], tags: Ref[]}} */
    this.refs = { branches: [], tags: [] };
  }

  /** @param {Event} event */
  #choose(event) {
    const revision = /** @type {HTMLSelectElement} */ (event.target).value;
    navigate(link(this.route, this.route.page === 'commits' ? 'commits' : 'tree', { revision, path: '' }));
  }

  /**
   * @param {string} label
   * @param {Ref[]} refs
   */
  #group(label, refs) {
    if (refs.length === 0) return '';
    return html`<optgroup label=${label}>
      ${refs.map(({ name }) => html`<option value=${name} ?selected=${name === this.route.revision}>${name}</option>`)}
    </optgroup>`;
  }

  render() {
    const { revision } = this.route;
    const named = [...this.refs.branches, ...this.refs.tags].some(({ name }) => name === revision);
    const shown = /^[0-9a-f]{40}$/.test(revision) ? shortId(revision) : revision;
    return html`<label class="row revision">
      ${icon('commit')}<span class="unseen">${text.repo.revision}</span>
      <select @change=${this.#choose}>
        ${named ? '' : html`<option value=${revision} selected>${text.repo.thisCommit} ${shown}</option>`}
        ${this.#group(text.repo.branches, this.refs.branches)} ${this.#group(text.repo.tags, this.refs.tags)}
      </select>
    </label>`;
  }
}

customElements.define('hub-revision', HubRevision);
