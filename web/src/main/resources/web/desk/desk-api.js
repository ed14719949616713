import { call, get, post } from '../shared/api.js';
import { encodePath } from '../shared/links.js';

/**
 * @typedef {object} Result one line of a search
 * @property {string} id
 * @property {string} [endpoint] where it was found
 * @property {number} downloads
 * @property {number} likes
 * @property {boolean} [private]
 * @property {boolean} [gated]
 * @property {boolean} [cached]
 * @property {string} [pipelineTag]
 * @property {string[]} [tags]
 * @property {string} [lastModified]
 */
/** @typedef {{results: Result[], failures?: {endpoint: string, error: string}[]}} Results */
/**
 * @typedef {object} Item a part that can be downloaded by itself
 * @property {string} id
 * @property {string} label
 * @property {string} [description]
 * @property {number} [size]
 * @property {number} [quality] 1 to 5
 * @property {boolean} [recommended]
 * @property {string} filter_value
 * @property {string} [upstream_repo] the repository that holds it, when it is another one
 * @property {string[]} [filters] where one filter cannot say it
 * @property {string[]} [files]
 * @property {number} [ram]
 */
/** @typedef {{path: string, size: number, is_lfs?: boolean}} AnalysedFile */
/** @typedef {{repo: string, revision?: string, dataset?: boolean, endpoint?: string, filters?: string[], exactMatch?: boolean}} DownloadRequest */
/**
 * @typedef {object} Analysis
 * @property {string} repo
 * @property {boolean} is_dataset
 * @property {string} type
 * @property {string} type_description
 * @property {AnalysedFile[] | null} files
 * @property {number} total_size
 * @property {number} file_count
 * @property {string} [commit]
 * @property {string} branch
 * @property {string} [endpoint]
 * @property {{name: string, type: string}[]} [refs]
 * @property {Item[]} [selectable_items]
 * @property {boolean} [needsSelection] it is a model and a dataset
 */
/** @typedef {{files: {path: string, size: number}[] | null, totalSize: number, totalFiles: number}} Plan */
/** @typedef {{path: string, totalBytes: number, downloaded: number, status: string}} JobFile */
/**
 * @typedef {object} Job
 * @property {string} id
 * @property {string} repo
 * @property {string} revision
 * @property {boolean} [isDataset]
 * @property {string[]} [filters]
 * @property {string} [endpoint]
 * @property {string} [outputDir]
 * @property {string} [hubDir]
 * @property {'queued' | 'running' | 'paused' | 'completed' | 'failed' | 'cancelled'} status
 * @property {string} [phase]
 * @property {{totalFiles: number, completedFiles: number, totalBytes: number, downloadedBytes: number, bytesPerSecond: number, etaSeconds?: number}} progress
 * @property {string} [error]
 * @property {string} createdAt
 * @property {string} [endedAt]
 * @property {JobFile[]} [files]
 */
/** @typedef {{url: string, token?: string, source?: string}} Endpoint */
/**
 * @typedef {object} Settings
 * @property {string} cacheDir
 * @property {string} [effectiveHubDir]
 * @property {number} connections
 * @property {number} maxActive
 * @property {Record<string, number>} limits the most of each number
 * @property {Endpoint[]} endpoints
 * @property {string} configFile
 * @property {Record<string, string>} sources
 */

/**
 * @param {{q: string, datasets: boolean, sort: string, filter: string}} query
 * @param {AbortSignal} signal
 * @returns {Promise<Results>}
 */
export function search(query, signal) {
  return get('/api/search', { signal, query: { ...query, limit: 50 } });
}

/**
 * @param {import('./routes.js').AnalysisRoute} route
 * @param {AbortSignal} signal
 * @returns {Promise<Analysis>}
 */
export function analyze({ repo, dataset, revision, endpoint }, signal) {
  return get(`/api/analyze/${encodePath(repo)}`, { signal, query: { dataset, revision, endpoint } });
}

/**
 * @param {DownloadRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<Plan>}
 */
export function plan(request, signal) {
  return post('/api/plan', request, { signal });
}

/**
 * The disk on which a download would arrive.
 * @param {DownloadRequest} request
 * @param {AbortSignal} signal
 * @returns {Promise<{path: string, free: number, total: number}>}
 */
export function diskFree(request, signal) {
  return post('/api/diskfree', request, { signal });
}

/**
 * Starts a job, or finds the one that does the same already.
 * @param {DownloadRequest} request
 * @returns {Promise<Job>}
 */
export async function download(request) {
  const answer = await post('/api/download', request);
  return answer.job ?? answer;
}

/**
 * @param {string} id
 * @param {'pause' | 'resume' | 'retry' | 'dismiss' | 'cancel'} action
 */
export async function act(id, action) {
  const path = `/api/jobs/${encodeURIComponent(id)}`;
  await (action === 'cancel' ? call('DELETE', path) : call('POST', `${path}/${action}`));
}

/**
 * @param {AbortSignal} signal
 * @returns {Promise<Settings>}
 */
export function settings(signal) {
  return get('/api/settings', { signal });
}

/**
 * @param {object} changes
 * @returns {Promise<{message?: string}>}
 */
export function saveSettings(changes) {
  return post('/api/settings', changes);
}
