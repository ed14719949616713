import { html } from 'lit';
import { LightElement } from '../shared/light-element.js';
import { onMove, startRouter } from '../shared/router.js';
import { text as shared } from '../shared/text.js';
import { jobs } from './jobs.js';
import { parse } from './routes.js';
import { text } from './text.js';
import '../shared/elements/hd-notice.js';
import './desk-header.js';
import './pages/desk-search.js';
import './pages/desk-analysis.js';
import './pages/desk-downloads.js';
import './pages/desk-settings.js';

/** The frame of the Desk's pages: the header, and the page that the address names. */
class DeskApp extends LightElement {
  static properties = { route: { state: true } };

  constructor() {
    super();
    this.route = parse(location.pathname, location.search);
  }

  connectedCallback() {
    super.connectedCallback();
    onMove(() => this.#move());
  }

  async #move() {
    this.route = parse(location.pathname, location.search);
    await this.updateComplete;
    scrollTo(0, 0);
    this.querySelector('main')?.focus();
  }

  updated() {
    const { route } = this;
    document.title = route.page === 'analysis' ? `${route.repo} · ${text.product} ${text.half}` : `${text.product} ${text.half}`;
  }

  #page() {
    const { route } = this;
    switch (route.page) {
      case 'search':
        return html`<desk-search .route=${route}></desk-search>`;
      case 'analysis':
        return html`<desk-analysis .route=${route}></desk-analysis>`;
      case 'downloads':
        return html`<desk-downloads></desk-downloads>`;
      case 'settings':
        return html`<desk-settings></desk-settings>`;
      case 'missing':
        return html`<div class="stack">
          <hd-notice .heading=${text.missing.heading} .message=${text.missing.message}></hd-notice>
          <p class="row centered"><a class="button" href="/">${text.missing.back}</a></p>
        </div>`;
    }
  }

  render() {
    return html`
      <a class="button skip" href="#content">${shared.skip}</a>
      <desk-header .page=${this.route.page}></desk-header>
      <main id="content" tabindex="-1">${this.#page()}</main>
    `;
  }
}

customElements.define('desk-app', DeskApp);
startRouter();
jobs.start();
