import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { markdown } from '../../shared/elements/hd-markdown.js';
import { PREVIEW_LIMIT, fileText } from '../hub-api.js';
import { link } from '../routes.js';

/**
 * The card of a folder. One that cannot be read is left out: the file itself says why.
 * @property {import('../routes.js').RepoRoute} route of the file
 * @property {number} size in bytes
 */
class HubReadme extends LightElement {
  static properties = { route: { attribute: false }, size: { type: Number } };

  /** @type {Loading<string>} */
  #text = new Loading(this);
  #shown = '';

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'file', type: 'models', id: '', revision: 'main', path: '' };
    this.size = 0;
  }

  willUpdate() {
    const wanted = JSON.stringify(this.route);
    if (wanted === this.#shown || this.size > PREVIEW_LIMIT) return;
    this.#shown = wanted;
    this.#text.clear();
    this.#text.run((signal) => fileText(this.route, signal));
  }

  /** @returns {import('../../shared/elements/hd-markdown.js').Links} */
  #links() {
    const folder = this.route.path.split('/').slice(0, -1).map((part) => `${part}/`).join('');
    return {
      page: (path) => link(this.route, 'blob', { path: folder + path }),
      bytes: (path) => link(this.route, 'resolve', { path: folder + path }),
    };
  }

  render() {
    const { value } = this.#text;
    if (!value) return '';
    return html`<article class="card padded prose" aria-label=${this.route.path}>${markdown(value, this.#links())}</article>`;
  }
}

customElements.define('hub-readme', HubReadme);
