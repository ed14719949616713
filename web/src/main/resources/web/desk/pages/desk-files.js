import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { bytes } from '../../shared/format.js';
import { text } from '../text.js';

const SHOWN_AT_FIRST = 50;

/**
 * The files of a repository, as far as someone wants to see them.
 * @property {import('../desk-api.js').AnalysedFile[]} files
 * @property {boolean} folded
 */
class DeskFiles extends LightElement {
  static properties = { files: { attribute: false }, folded: { type: Boolean }, all: { state: true } };

  constructor() {
    super();
    /** @type {import('../desk-api.js').AnalysedFile[]} */
    this.files = [];
    this.folded = false;
    this.all = false;
  }

  render() {
    const words = text.analysis;
    const shown = this.all ? this.files : this.files.slice(0, SHOWN_AT_FIRST);
    return html`<details class="card file-list" ?open=${!this.folded}>
      <summary class="card-heading">${words.files} <span class="count">${this.files.length}</span></summary>
      <table>
        <thead class="unseen">
          <tr><th scope="col">${words.path}</th><th scope="col">${words.size}</th></tr>
        </thead>
        <tbody>
          ${shown.map((file) => html`<tr><td class="path">${file.path}</td><td class="amount">${bytes(file.size)}</td></tr>`)}
        </tbody>
      </table>
      ${shown.length < this.files.length
        ? html`<p class="more"><button type="button" class="button" @click=${() => (this.all = true)}>${words.more(this.files.length)}</button></p>`
        : ''}
    </details>`;
  }
}

customElements.define('desk-files', DeskFiles);
