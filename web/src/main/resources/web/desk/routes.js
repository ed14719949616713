import { decode, encodePath } from '../shared/links.js';

/**
 * @typedef {object} AnalysisRoute
 * @property {'analysis'} page
 * @property {string} repo owner/name
 * @property {boolean} dataset
 * @property {string} revision empty for the default
 * @property {string} endpoint empty to ask all in order
 */
/** @typedef {AnalysisRoute | {page: 'search' | 'downloads' | 'settings' | 'missing'}} Route */

/**
 * @param {string} pathname
 * @param {string} [search]
 * @returns {Route}
 */
export function parse(pathname, search = '') {
  const segments = pathname.split('/').filter(Boolean).map(decode);
  if (segments.length === 0) return { page: 'search' };
  const [first, owner, name] = segments;
  if (segments.length === 1 && (first === 'downloads' || first === 'settings')) return { page: first };
  if (segments.length !== 3 || (first !== 'models' && first !== 'datasets')) return { page: 'missing' };
  const query = new URLSearchParams(search);
  return {
    page: 'analysis',
    repo: `${owner}/${name}`,
    dataset: first === 'datasets',
    revision: query.get('revision') ?? '',
    endpoint: query.get('endpoint') ?? '',
  };
}

/**
 * @param {{repo: string, dataset?: boolean, revision?: string, endpoint?: string}} what
 */
export function analysisLink({ repo, dataset, revision, endpoint }) {
  const query = new URLSearchParams();
  if (revision && revision !== 'main') query.set('revision', revision);
  if (endpoint) query.set('endpoint', endpoint);
  const tail = query.size > 0 ? `?${query}` : '';
  return `/${dataset ? 'datasets' : 'models'}/${encodePath(repo)}${tail}`;
}

/**
 * An endpoint as short as it stays recognisable.
 * @param {string | undefined} url
 */
export function hostOf(url) {
  return (url ?? '').replace(/^https?:\/\//, '').replace(/\/$/, '');
}

/**
 * The repository that someone typed or pasted: `owner/name`, or an address of a Hub.
 * @param {string} typed
 * @returns {{repo: string, dataset: boolean} | undefined}
 */
export function asRepo(typed) {
  const path = typed.trim().replace(/^https?:\/\/[^/]+\//, '');
  const match = /^(?:(datasets|models)\/)?([\w.-]+)\/([\w.-]+)(?:\/(?:tree|blob|resolve|commits)\/.*)?$/.exec(path);
  return match ? { repo: `${match[2]}/${match[3]}`, dataset: match[1] === 'datasets' } : undefined;
}
