import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { icon } from '../../shared/icons.js';
import { bytes } from '../../shared/format.js';
import { text } from '../text.js';
import { recommended, requestFor, sizeOf } from './selection.js';
import './desk-files.js';
import './desk-plan.js';

/** @typedef {import('../desk-api.js').Item} Item */

/**
 * The choice of parts, the files, and the way to the plan.
 * @property {import('../desk-api.js').Analysis} analysis
 * @property {import('../routes.js').AnalysisRoute} route
 */
class DeskChoice extends LightElement {
  static properties = {
    analysis: { attribute: false },
    route: { attribute: false },
    chosen: { state: true },
    everything: { state: true },
  };

  constructor() {
    super();
    /** @type {import('../desk-api.js').Analysis | undefined} */
    this.analysis = undefined;
    /** @type {import('../routes.js').AnalysisRoute | undefined} */
    this.route = undefined;
    /** @type {Set<string>} */
    this.chosen = new Set();
    this.everything = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('analysis') || !this.analysis) return;
    this.chosen = recommended(this.analysis);
    this.everything = (this.analysis.selectable_items ?? []).length === 0;
  }

  /**
   * @param {string} id
   * @param {Event} event
   */
  #toggle(id, event) {
    const chosen = new Set(this.chosen);
    if (/** @type {HTMLInputElement} */ (event.target).checked) chosen.add(id);
    else chosen.delete(id);
    this.chosen = chosen;
  }

  #review() {
    if (!this.analysis) return;
    const plan = /** @type {import('./desk-plan.js').DeskPlan | null} */ (this.querySelector('desk-plan'));
    plan?.open(requestFor(this.analysis, this.everything ? undefined : this.chosen, this.route?.endpoint));
  }

  /** @param {Item} item */
  #line(item) {
    const words = text.analysis;
    const id = `item-${item.id}`;
    return html`<tr>
      <td><input type="checkbox" id=${id} ?disabled=${this.everything} .checked=${this.everything || this.chosen.has(item.id)}
          @change=${(/** @type {Event} */ event) => this.#toggle(item.id, event)}></td>
      <td>
        <label for=${id}><strong>${item.label}</strong>
          ${item.recommended ? html`<span class="badge accent">${icon('star')}${words.recommended}</span>` : ''}
          ${item.description ? html`<span class="hint">${item.description}</span>` : ''}</label>
      </td>
      <td class="wide">${item.quality ? meter(item.quality) : ''}</td>
      <td class="amount wide">${item.ram ? bytes(item.ram) : ''}</td>
      <td class="amount">${item.size === undefined ? '' : bytes(item.size)}</td>
    </tr>`;
  }

  /** @param {Item[]} items */
  #items(items) {
    const words = text.analysis;
    return html`<section class="card" aria-labelledby="choice-heading">
      <h2 id="choice-heading" class="card-heading">${words.choose}</h2>
      <table class="items">
        <thead>
          <tr>
            <td></td>
            <th scope="col">${words.item}</th>
            <th scope="col" class="wide">${words.quality}</th>
            <th scope="col" class="amount wide">${words.memory}</th>
            <th scope="col" class="amount">${words.size}</th>
          </tr>
        </thead>
        <tbody>${items.map((item) => this.#line(item))}</tbody>
      </table>
    </section>`;
  }

  render() {
    const { analysis } = this;
    if (!analysis) return '';
    const words = text.analysis;
    const items = (analysis.selectable_items ?? []).filter((item) => !item.upstream_repo);
    const nothing = !this.everything && this.chosen.size === 0;
    return html`<div class="stack">
      ${items.length > 0 ? this.#items(items) : ''}
      <div class="card padded row action-bar">
        <strong role="status">${this.everything ? `${words.wholeChosen}, ${bytes(analysis.total_size)}` : words.chosen(this.chosen.size, sizeOf(analysis, this.chosen))}</strong>
        ${items.length > 0
          ? html`<label><input type="checkbox" .checked=${this.everything}
              @change=${(/** @type {Event} */ event) => (this.everything = /** @type {HTMLInputElement} */ (event.target).checked)}> ${words.everything}</label>`
          : ''}
        <button type="button" class="button primary end" ?disabled=${nothing} @click=${this.#review}>${icon('download')}${words.plan}</button>
      </div>
      <desk-files .files=${analysis.files ?? []} .folded=${items.length > 0}></desk-files>
      <desk-plan></desk-plan>
    </div>`;
  }
}

/** @param {number} quality 1 to 5 */
function meter(quality) {
  return html`<span class="meter" role="img" aria-label=${text.analysis.outOfFive(quality)}>
    ${[1, 2, 3, 4, 5].map((step) => html`<i class=${step <= quality ? 'on' : ''}></i>`)}
  </span>`;
}

customElements.define('desk-choice', DeskChoice);
