import { html } from 'lit';
import { LightElement } from '../shared/light-element.js';
import { Failure } from '../shared/api.js';
import { signIn } from '../shared/session.js';
import { whoAmI } from './hub-api.js';
import { text } from './text.js';

/** The box that asks for an access token. It tries the token before it keeps it. */
export class HubSignIn extends LightElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.problem = '';
    this.busy = false;
  }

  open() {
    this.problem = '';
    this.querySelector('dialog')?.showModal();
  }

  #close() {
    this.querySelector('dialog')?.close();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const value = String(new FormData(form).get('token')).trim();
    if (!value.startsWith('hf_')) {
      this.problem = text.signInBox.shape;
      return;
    }
    this.busy = true;
    try {
      await whoAmI(value);
      form.reset();
      this.#close();
      signIn(value);
    } catch (error) {
      const refused = error instanceof Failure && error.kind === 'denied';
      this.problem = refused ? text.signInBox.refused : /** @type {Error} */ (error).message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const words = text.signInBox;
    return html`<dialog aria-labelledby="sign-in-heading">
      <form class="dialog-form" @submit=${this.#submit}>
        <h2 id="sign-in-heading">${words.heading}</h2>
        <p class="soft">${words.lead}</p>
        <label>
          ${words.token}
          <input name="token" type="password" autocomplete="off" required placeholder="hf_…"
            aria-describedby="sign-in-problem" aria-invalid=${this.problem ? 'true' : 'false'}>
        </label>
        <p id="sign-in-problem" class="problem" role="alert">${this.problem}</p>
        <div class="row dialog-actions">
          <button type="button" class="button" @click=${this.#close}>${words.cancel}</button>
          <button class="button primary" ?disabled=${this.busy}>${text.signIn}</button>
        </div>
      </form>
    </dialog>`;
  }
}

customElements.define('hub-sign-in', HubSignIn);
