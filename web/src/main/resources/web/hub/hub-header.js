import { html } from 'lit';
import { LightElement } from '../shared/light-element.js';
import { brand } from '../shared/brand.js';
import { onSessionChange, signOut, token } from '../shared/session.js';
import { TYPES, homeLink } from './routes.js';
import { whoAmI } from './hub-api.js';
import { text } from './text.js';
import './hub-sign-in.js';

/**
 * The bar on top: sections, and who is signed in.
 * @property {import('./routes.js').Route} route
 */
class HubHeader extends LightElement {
  static properties = { route: { attribute: false }, user: { state: true } };

  constructor() {
    super();
    /** @type {import('./routes.js').Route} */
    this.route = { page: 'missing' };
    this.user = '';
  }

  connectedCallback() {
    super.connectedCallback();
    onSessionChange(() => this.#identify());
    this.#identify();
  }

  async #identify() {
    if (!token()) {
      this.user = '';
      return;
    }
    try {
      this.user = (await whoAmI()).name;
    } catch (error) {
      this.user = '';
      if (error instanceof Error && 'status' in error && error.status === 401) signOut();
    }
  }

  #openSignIn() {
    /** @type {import('./hub-sign-in.js').HubSignIn | null} */ (this.querySelector('hub-sign-in'))?.open();
  }

  render() {
    const type = 'type' in this.route ? this.route.type : undefined;
    return html`
      <header class="bar">
        <div>
          ${brand(text.product, text.half)}
          <nav aria-label=${text.sections}>
            ${TYPES.map(
              (each) =>
                html`<a href=${homeLink(each)} aria-current=${each === type ? 'page' : 'false'}>${text.types[each]}</a>`,
            )}
          </nav>
          <div class="end">
            ${this.user
              ? html`<span>${text.signedInAs(this.user)}</span>
                  <button type="button" class="button" @click=${signOut}>${text.signOut}</button>`
              : html`<button type="button" class="button" @click=${this.#openSignIn}>${text.signIn}</button>`}
          </div>
        </div>
      </header>
      <hub-sign-in></hub-sign-in>
    `;
  }
}

customElements.define('hub-header', HubHeader);
