import { html } from 'lit';
import { LightElement } from '../shared/light-element.js';
import { onMove, startRouter } from '../shared/router.js';
import { onSessionChange } from '../shared/session.js';
import { text as shared } from '../shared/text.js';
import { parse } from './routes.js';
import { text } from './text.js';
import './hub-header.js';
import './pages/hub-home.js';
import './pages/hub-repo.js';

/** The frame of the Hub's pages: the header, and the page that the address names. */
class HubApp extends LightElement {
  static properties = { route: { state: true } };

  constructor() {
    super();
    /** @type {import('./routes.js').Route} */
    this.route = parse(location.pathname);
  }

  connectedCallback() {
    super.connectedCallback();
    onMove(() => this.#move());
    onSessionChange(() => (this.route = { ...this.route }));
  }

  async #move() {
    this.route = parse(location.pathname);
    await this.updateComplete;
    scrollTo(0, 0);
    this.querySelector('main')?.focus();
  }

  updated() {
    const { route } = this;
    document.title = 'id' in route ? `${route.id} · ${text.product} ${text.half}` : `${text.product} ${text.half}`;
  }

  #page() {
    const { route } = this;
    if (route.page === 'home') return html`<hub-home .type=${route.type} .route=${route}></hub-home>`;
    if (route.page !== 'missing') return html`<hub-repo .route=${route}></hub-repo>`;
    return html`<div class="stack">
      <hd-notice .heading=${text.missing.heading} .message=${text.missing.message}></hd-notice>
      <p class="row"><a class="button" href="/">${text.missing.back}</a></p>
    </div>`;
  }

  render() {
    return html`
      <a class="button skip" href="#content">${shared.skip}</a>
      <hub-header .route=${this.route}></hub-header>
      <main id="content" tabindex="-1">${this.#page()}</main>
    `;
  }
}

customElements.define('hub-app', HubApp);
startRouter();
