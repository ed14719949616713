import { html } from 'lit';
import { icon } from '../../shared/icons.js';
import { shortNumber } from '../../shared/format.js';
import { analysisLink, hostOf } from '../routes.js';
import { text } from '../text.js';
import '../../shared/elements/hd-when.js';

/** @typedef {import('../desk-api.js').Result} Result */

/** A date before the first repository stands for "unknown". */
const UNKNOWN_DATE = '0001-';

/**
 * @param {Result[]} results
 * @param {boolean} datasets
 */
export function resultList(results, datasets) {
  return html`<ul class="card results">
    ${results.map((result) => line(result, datasets))}
  </ul>`;
}

/**
 * @param {Result} result
 * @param {boolean} dataset
 */
function line(result, dataset) {
  const [owner, name] = result.id.split('/');
  const words = text.search;
  const updated = result.lastModified?.startsWith(UNKNOWN_DATE) ? '' : (result.lastModified ?? '');
  const isGguf = result.tags?.includes('gguf') || /gguf/i.test(result.id);
  return html`<li>
    <a class="result-name" href=${analysisLink({ repo: result.id, dataset, endpoint: result.endpoint })}>
      ${icon(dataset ? 'dataset' : 'model')}
      <span>${name === undefined ? '' : html`<span class="soft">${owner}/</span>`}<strong>${name ?? owner}</strong></span>
    </a>
    <span class="row marks">
      ${result.cached ? html`<span class="badge good">${icon('done')}${words.cached}</span>` : ''}
      ${result.private ? html`<span class="badge warn">${icon('lock')}${text.private}</span>` : ''}
      ${result.gated ? html`<span class="badge warn">${icon('lock')}${words.gated}</span>` : ''}
      ${isGguf ? html`<span class="badge accent">GGUF</span>` : ''}
      ${result.pipelineTag ? html`<span class="badge">${result.pipelineTag}</span>` : ''}
    </span>
    <span class="row hint">
      ${result.endpoint ? html`<span class="mono">${hostOf(result.endpoint)}</span>` : ''}
      <span>${shortNumber(result.downloads ?? 0)} ${words.downloads}</span>
      ${result.likes ? html`<span>${shortNumber(result.likes)} ${words.likes}</span>` : ''}
      ${updated ? html`<hd-when .at=${updated}></hd-when>` : ''}
    </span>
  </li>`;
}
