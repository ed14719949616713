import { html } from 'lit';
import { LightElement } from '../shared/light-element.js';
import { brand } from '../shared/brand.js';
import { JobsController, isActive, jobs } from './jobs.js';
import { text } from './text.js';

/**
 * The bar on top: sections, how many downloads go on, and whether news arrive.
 * @property {string} page
 */
class DeskHeader extends LightElement {
  static properties = { page: {} };

  #jobs = new JobsController(this);

  constructor() {
    super();
    this.page = '';
  }

  /**
   * @param {string} page
   * @param {string} href
   * @param {string} label
   * @param {number} [count]
   */
  #link(page, href, label, count = 0) {
    return html`<a href=${href} aria-current=${page === this.page ? 'page' : 'false'}>
      ${label}${count > 0 ? html`<span class="count">${count}</span>` : ''}
    </a>`;
  }

  render() {
    const active = jobs.all().filter(isActive).length;
    return html`<header class="bar">
      <div>
        ${brand(text.product, text.half)}
        <nav aria-label=${text.sections}>
          ${this.#link('search', '/', text.nav.search)} ${this.#link('downloads', '/downloads', text.nav.downloads, active)}
          ${this.#link('settings', '/settings', text.nav.settings)}
        </nav>
        <div class="end"><span class="line ${jobs.live ? 'live' : ''}" role="status">${jobs.live ? text.live : text.lost}</span></div>
      </div>
    </header>`;
  }
}

customElements.define('desk-header', DeskHeader);
