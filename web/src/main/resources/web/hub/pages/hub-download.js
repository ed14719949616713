import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { icon } from '../../shared/icons.js';
import { fileBlob } from '../hub-api.js';
import { link } from '../routes.js';
import { text } from '../text.js';

/** A link cannot carry a token, so the page fetches a private file itself; only as far as a browser holds one well. */
const FETCH_LIMIT = 200_000_000;

/**
 * The way to a file's bytes.
 * @property {import('../routes.js').RepoRoute} route of the file
 * @property {number} size
 * @property {boolean} private
 */
class HubDownload extends LightElement {
  static properties = {
    route: { attribute: false },
    size: { type: Number },
    private: { type: Boolean },
    busy: { state: true },
    problem: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../routes.js').RepoRoute} */
    this.route = { page: 'file', type: 'models', id: '', revision: 'main', path: '' };
    this.size = 0;
    this.private = false;
    this.busy = false;
    this.problem = '';
  }

  async #fetch() {
    this.busy = true;
    this.problem = '';
    try {
      const url = URL.createObjectURL(await fileBlob(this.route));
      const anchor = Object.assign(document.createElement('a'), { href: url, download: this.route.path.split('/').at(-1) });
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const words = text.file;
    if (!this.private) {
      return html`<a class="button primary" download href="${link(this.route, 'resolve')}?download=true">${icon('download')}${words.download}</a>`;
    }
    if (this.size > FETCH_LIMIT) return html`<p class="hint">${words.tooLargeToFetch}</p>`;
    return html`<button type="button" class="button primary" ?disabled=${this.busy} @click=${this.#fetch}>
        ${icon('download')}${this.busy ? words.downloading : words.download}
      </button>
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : ''}`;
  }
}

customElements.define('hub-download', HubDownload);
