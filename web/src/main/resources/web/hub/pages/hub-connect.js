import { html } from 'lit';
import { LightElement } from '../../shared/light-element.js';
import { text } from '../text.js';
import '../../shared/elements/hd-copy.js';

/** How a client is pointed at this Hub: the line to copy, and the same in a few words of each tool. */
class HubConnect extends LightElement {
  render() {
    const { origin } = location;
    const words = text.home;
    const ways = [
      [words.shell, `HF_ENDPOINT=${origin} hf download namespace/name`],
      [words.python, `HfApi(endpoint="${origin}").upload_folder(repo_id="namespace/name", folder_path=".")`],
      [words.windows, `$env:HF_ENDPOINT = "${origin}"`],
    ];
    return html`<section class="card padded connect" aria-labelledby="connect-heading">
      <div>
        <h1 id="connect-heading">${words.heading}</h1>
        <p class="soft">${words.lead}</p>
      </div>
      <div class="connect-line">
        <hd-copy .value=${`export HF_ENDPOINT=${origin}`} .label=${words.endpoint}></hd-copy>
        <details>
          <summary>${words.ways}</summary>
          <dl class="ways">
            ${ways.map(([name, line]) => html`<dt>${name}</dt><dd><hd-copy .value=${line} .label=${name}></hd-copy></dd>`)}
          </dl>
        </details>
      </div>
    </section>`;
  }
}

customElements.define('hub-connect', HubConnect);
