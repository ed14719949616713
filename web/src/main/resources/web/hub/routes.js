import { decode, encodePath } from '../shared/links.js';

/** @typedef {'models' | 'datasets' | 'spaces'} RepoType */
/** @typedef {{page: 'home', type: RepoType}} HomeRoute */
/**
 * @typedef {object} RepoRoute
 * @property {'files' | 'file' | 'commits'} page
 * @property {RepoType} type
 * @property {string} id namespace/name
 * @property {string} revision
 * @property {string} path inside the repository, empty for its root
 */
/** @typedef {HomeRoute | RepoRoute | {page: 'missing'}} Route */

/** @type {RepoType[]} */
export const TYPES = ['models', 'datasets', 'spaces'];
const PAGES = /** @type {const} */ ({ tree: 'files', blob: 'file', commits: 'commits' });
const REF_KINDS = ['heads', 'tags', 'pr', 'convert'];

/**
 * What an address shows. The addresses are those of the Hugging Face Hub, and those of the documented File Tree API.
 * @param {string} pathname
 * @returns {Route}
 */
export function parse(pathname) {
  const segments = pathname.split('/').filter(Boolean).map(decode);
  const named = TYPES.find((type) => type === segments[0]);
  const type = named ?? 'models';
  const rest = named ? segments.slice(1) : segments;
  if (rest.length === 0) return { page: 'home', type };
  if (rest.length === 1) return { page: 'missing' };
  const id = `${rest[0]}/${rest[1]}`;
  if (rest.length === 2) return { page: 'files', type, id, revision: 'main', path: '' };
  const page = PAGES[/** @type {keyof typeof PAGES} */ (rest[2])];
  if (!page) return { page: 'missing' };
  const [revision, path] = splitRevision(rest.slice(3));
  if (page === 'file' && !path) return { page: 'missing' };
  return { page, type, id, revision, path };
}

/**
 * `refs/pr/1` may be three segments of an address as well as one.
 * @param {string[]} segments
 * @returns {[string, string]}
 */
function splitRevision(segments) {
  const length = segments[0] === 'refs' && REF_KINDS.includes(segments[1]) ? 3 : 1;
  return [segments.slice(0, length).join('/') || 'main', segments.slice(length).join('/')];
}

/**
 * @param {RepoType} type
 * @returns {string}
 */
export function homeLink(type) {
  return type === 'models' ? '/' : `/${type}`;
}

/**
 * @param {RepoType} type
 * @param {string} id
 */
export function repoLink(type, id) {
  return `${type === 'models' ? '' : `/${type}`}/${encodePath(id)}`;
}

/**
 * @param {RepoRoute} route
 * @param {'tree' | 'blob' | 'commits' | 'resolve'} action
 * @param {Partial<RepoRoute>} [change]
 */
export function link(route, action, change = {}) {
  const { type, id, revision, path } = { ...route, ...change };
  const tail = path ? `/${encodePath(path)}` : '';
  return `${repoLink(type, id)}/${action}/${encodeURIComponent(revision)}${tail}`;
}
