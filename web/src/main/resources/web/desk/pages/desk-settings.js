import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { Loading } from '../../shared/loading.js';
import { failureNotice, skeleton } from '../../shared/elements/hd-notice.js';
import { saveSettings, settings } from '../desk-api.js';
import { text } from '../text.js';
import { isFixed } from './sources.js';
import './desk-endpoints.js';

/** @typedef {import('../desk-api.js').Settings} Settings */

/** The settings that most people touch, each with who set it. */
class DeskSettings extends LightElement {
  static properties = { problem: { state: true }, saved: { state: true }, busy: { state: true } };

  /** @type {Loading<Settings>} */
  #settings = new Loading(this);

  constructor() {
    super();
    this.problem = '';
    this.saved = '';
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  async #load() {
    await this.#settings.run((signal) => settings(signal));
  }

  /** @param {SubmitEvent} event */
  async #save(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    /** @type {Record<string, unknown>} */
    const changes = {};
    for (const [name, given] of new FormData(form)) {
      const value = name === 'cacheDir' ? String(given).trim() : Number(given);
      if (value !== this.#settings.value?.[/** @type {keyof Settings} */ (name)]) changes[name] = value;
    }
    const endpoints = /** @type {import('./desk-endpoints.js').DeskEndpoints} */ (this.querySelector('desk-endpoints'));
    if (endpoints.changed) changes.endpoints = endpoints.value;
    this.busy = true;
    this.problem = this.saved = '';
    try {
      const { message } = await saveSettings(changes);
      this.saved = message ?? text.settings.saved;
      await this.#load();
    } catch (error) {
      this.problem = /** @type {Error} */ (error).message;
    } finally {
      this.busy = false;
    }
  }

  /**
   * @param {Settings} now
   * @param {'cacheDir' | 'connections' | 'maxActive'} name
   * @param {string} label
   * @param {{hint?: string, max?: number}} [more]
   */
  #field(now, name, label, { hint, max } = {}) {
    const source = now.sources[name] ?? '';
    return html`<label class="field">
      <span>${label} <span class="hint">${text.settings.source(source)}</span></span>
      ${max
        ? html`<input name=${name} type="number" min="1" max=${max} required .value=${String(now[name])} ?disabled=${isFixed(source)}>`
        : html`<input name=${name} class="mono" .value=${String(now[name])} spellcheck="false" ?disabled=${isFixed(source)}>`}
      ${isFixed(source) ? html`<span class="hint">${text.settings.fixed}</span>` : hint ? html`<span class="hint">${hint}</span>` : ''}
    </label>`;
  }

  /** @param {Settings} now */
  #form(now) {
    const words = text.settings;
    return html`<form class="stack" @submit=${this.#save}>
      <section class="card padded stack tight">
        <h2>${words.cache}</h2>
        ${this.#field(now, 'cacheDir', words.destination, { hint: words.cacheHint })}
      </section>
      <section class="card padded stack tight">
        <h2>${words.endpoints} <span class="hint">${words.source(now.sources.endpoints ?? now.sources.endpoint ?? '')}</span></h2>
        <p class="soft">${words.endpointsHint}</p>
        <desk-endpoints .endpoints=${now.endpoints} .fixed=${isFixed(now.sources.endpoints)}></desk-endpoints>
      </section>
      <section class="card padded stack tight">
        <h2>${words.transfer}</h2>
        <div class="two">
          ${this.#field(now, 'maxActive', words.maxActive, { max: now.limits.maxActive })} ${this.#field(now, 'connections', words.connections, { max: now.limits.connections })}
        </div>
      </section>
      <div class="row">
        <button class="button primary" ?disabled=${this.busy}>${words.save}</button>
        <span role="status">${this.saved}</span>
        <span class="problem" role="alert">${this.problem}</span>
        <span class="hint end">${words.file} <code>${now.configFile}</code></span>
      </div>
    </form>`;
  }

  render() {
    const { status, value, failure } = this.#settings;
    return html`<div class="stack">
      <h1>${text.settings.heading}</h1>
      ${status === 'failed' ? failureNotice(failure, () => this.#load()) : value ? this.#form(value) : skeleton(6)}
    </div>`;
  }
}

customElements.define('desk-settings', DeskSettings);
