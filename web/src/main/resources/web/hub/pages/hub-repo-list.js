import { html } from 'lit';
import { icon } from '../../shared/icons.js';
import { repoLink } from '../routes.js';
import { text } from '../text.js';
import '../../shared/elements/hd-when.js';

/** @typedef {import('../hub-api.js').Repo} Repo */

const TAGS_SHOWN = 3;
const ICONS = /** @type {const} */ ({ models: 'model', datasets: 'dataset', spaces: 'space' });

/**
 * @param {import('../routes.js').RepoType} type
 * @param {import('../../shared/api.js').Listing<Repo>} repos
 * @param {boolean} busy
 * @param {() => void} more
 */
export function repoList(type, repos, busy, more) {
  return html`
    <ul class="card repo-list">
      ${repos.items.map((repo) => line(type, repo))}
    </ul>
    ${repos.next
      ? html`<p class="more"><button type="button" class="button" ?disabled=${busy} @click=${more}>${text.home.more}</button></p>`
      : ''}
  `;
}

/**
 * @param {import('../routes.js').RepoType} type
 * @param {Repo} repo
 */
function line(type, repo) {
  const [namespace, name] = repo.id.split('/');
  const tags = (repo.tags ?? []).slice(0, TAGS_SHOWN);
  return html`<li>
    <a href=${repoLink(type, repo.id)}>
      ${icon(ICONS[type])}
      <span class="repo-name"><span class="soft">${namespace}/</span><strong>${name}</strong></span>
    </a>
    <span class="row">
      ${repo.private ? html`<span class="badge warn">${icon('lock')}${text.home.private}</span>` : ''}
      ${tags.map((tag) => html`<span class="badge">${tag}</span>`)}
    </span>
    <hd-when class="soft" .at=${repo.lastModified ?? repo.createdAt ?? ''}></hd-when>
  </li>`;
}
