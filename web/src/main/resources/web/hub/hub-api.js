import { call, get, list, post } from '../shared/api.js';
import { encodePath } from '../shared/links.js';
import { link } from './routes.js';

/** @typedef {import('./routes.js').RepoType} RepoType */
/** @typedef {import('./routes.js').RepoRoute} RepoRoute */
/** @typedef {{id: string, title: string, date: string}} LastCommit */
/**
 * @typedef {object} Entry one line of a tree
 * @property {'file' | 'directory'} type
 * @property {string} path
 * @property {number} size
 * @property {string} oid
 * @property {string} [lastModified]
 * @property {LastCommit} [lastCommit]
 * @property {{oid: string, size: number, pointerSize: number}} [lfs]
 */
/** @typedef {{id: string, title: string, message: string, date: string, authors: {user: string}[]}} Commit */
/** @typedef {{name: string, ref: string, targetCommit: string}} Ref */
/**
 * @typedef {object} Repo
 * @property {string} id
 * @property {boolean} private
 * @property {string} [sha]
 * @property {string} [createdAt]
 * @property {string} [lastModified]
 * @property {string[]} [tags]
 */

const PAGE = 30;
const TREE_PAGE = 500;
/** Text beyond this many bytes is not shown, only offered for download. */
export const PREVIEW_LIMIT = 256 * 1024;

/** @param {RepoRoute} route */
const api = ({ type, id }) => `/api/${type}/${encodePath(id)}`;
/** @param {RepoRoute} route */
const revision = (route) => encodeURIComponent(route.revision);

/**
 * @param {RepoType} type
 * @param {string} search
 * @param {AbortSignal} signal
 * @returns {Promise<import('../shared/api.js').Listing<Repo>>}
 */
export function listRepos(type, search, signal) {
  return list(`/api/${type}`, { signal, query: { search, limit: PAGE, expand: ['private', 'lastModified', 'tags'] } });
}

/**
 * The facts of a repository, without the list of all its files.
 * @param {RepoRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<Repo>}
 */
export function repoInfo(route, signal) {
  return get(`${api(route)}/revision/${revision(route)}`, { signal, query: { expand: ['sha', 'private', 'lastModified'] } });
}

/**
 * @param {RepoRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<{branches: Ref[], tags: Ref[]}>}
 */
export function refs(route, signal) {
  return get(`${api(route)}/refs`, { signal });
}

/**
 * @param {RepoRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<import('../shared/api.js').Listing<Entry>>}
 */
export function tree(route, signal) {
  const path = route.path ? `/${encodePath(route.path)}` : '';
  return list(`${api(route)}/tree/${revision(route)}${path}`, { signal, query: { expand: true, limit: TREE_PAGE } });
}

/**
 * The facts of one path.
 * @param {RepoRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<Entry | undefined>}
 */
export async function entry(route, signal) {
  const found = await post(`${api(route)}/paths-info/${revision(route)}`, { paths: [route.path], expand: true }, { signal });
  return found[0];
}

/**
 * @param {RepoRoute} route
 * @param {number} limit
 * @param {AbortSignal} signal
 * @returns {Promise<import('../shared/api.js').Listing<Commit>>}
 */
export function commits(route, limit, signal) {
  return list(`${api(route)}/commits/${revision(route)}`, { signal, query: { limit } });
}

/**
 * The text of a small file.
 * @param {RepoRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
export async function fileText(route, signal) {
  return (await call('GET', link(route, 'resolve'), { signal })).text();
}

/**
 * @param {RepoRoute} route
 * @returns {Promise<Blob>}
 */
export async function fileBlob(route) {
  return (await call('GET', link(route, 'resolve'))).blob();
}

/**
 * Who a token belongs to; without one, who this tab is signed in as.
 * @param {string} [token]
 * @returns {Promise<{name: string, fullname: string}>}
 */
export function whoAmI(token) {
  return get('/api/whoami-v2', { as: token });
}
