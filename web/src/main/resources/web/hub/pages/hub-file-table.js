import { html } from 'lit';
import { icon } from '../../shared/icons.js';
import { bytes, number } from '../../shared/format.js';
import { link } from '../routes.js';
import { text } from '../text.js';
import '../../shared/elements/hd-when.js';

/** @typedef {import('../hub-api.js').Entry} Entry */
/** @typedef {import('../routes.js').RepoRoute} RepoRoute */

/**
 * Folders first, as people expect; the server's order within each.
 * @param {Entry[]} entries
 */
export function inOrder(entries) {
  return [...entries.filter(({ type }) => type === 'directory'), ...entries.filter(({ type }) => type === 'file')];
}

/**
 * @param {RepoRoute} route the folder
 * @param {Entry[]} entries
 * @param {boolean} linked whether a plain link leads to the bytes: a link cannot carry a token
 */
export function fileTable(route, entries, linked) {
  const words = text.files;
  if (entries.length === 0 && !route.path) return html`<p class="empty soft">${words.empty}</p>`;
  return html`<table class="file-table">
    <thead>
      <tr>
        <th scope="col">${words.name}</th>
        <th scope="col" class="amount">${words.size}</th>
        <th scope="col" class="wide">${words.commit}</th>
        <th scope="col" class="amount">${words.changed}</th>
        <th scope="col"><span class="unseen">${text.file.download}</span></th>
      </tr>
    </thead>
    <tbody>
      ${route.path ? parentLine(route) : ''} ${entries.map((entry) => line(route, entry, linked))}
    </tbody>
  </table>`;
}

/** @param {RepoRoute} route */
function parentLine(route) {
  const path = route.path.split('/').slice(0, -1).join('/');
  return html`<tr>
    <td colspan="5">
      <a class="entry" href=${link(route, 'tree', { path })} aria-label=${text.files.parent}>${icon('directory')}..</a>
    </td>
  </tr>`;
}

/**
 * @param {RepoRoute} route
 * @param {Entry} entry
 * @param {boolean} linked
 */
function line(route, entry, linked) {
  const { type, path, lastCommit } = entry;
  const name = path.split('/').at(-1) ?? path;
  return html`<tr>
    <td class="name">
      <a class="entry" href=${link(route, type === 'file' ? 'blob' : 'tree', { path })}>${icon(type)}<span>${name}</span></a>
      ${entry.lfs ? html`<span class="badge">${text.files.lfs}</span>` : ''}
    </td>
    <td class="amount" title=${entry.size === undefined ? '' : text.file.exactly(number(entry.size))}>${bytes(entry.size)}</td>
    <td class="wide soft"><span class="clip" title=${lastCommit?.title ?? ''}>${lastCommit?.title ?? ''}</span></td>
    <td class="amount soft"><hd-when .at=${lastCommit?.date ?? entry.lastModified ?? ''}></hd-when></td>
    <td class="amount">
      ${type === 'file' && linked
        ? html`<a class="button quiet" download href="${link(route, 'resolve', { path })}?download=true"
            aria-label=${text.files.download(name)} title=${text.files.download(name)}>${icon('download')}</a>`
        : ''}
    </td>
  </tr>`;
}
