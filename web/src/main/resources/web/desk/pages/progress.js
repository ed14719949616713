import { bytes, duration, number, speed } from '../../shared/format.js';
import { text } from '../text.js';

/** @typedef {import('../desk-api.js').Job} Job */
/** @typedef {'pause' | 'resume' | 'cancel' | 'retry' | 'dismiss'} Action */

/** @type {Record<Job['status'], Action[]>} */
const ACTIONS = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  completed: ['dismiss'],
  failed: ['retry', 'dismiss'],
  cancelled: ['retry', 'dismiss'],
};

/**
 * What may be done with a job in this state.
 * @param {Job['status']} status
 * @returns {Action[]}
 */
export function actionsOf(status) {
  return ACTIONS[status] ?? [];
}

/**
 * @param {Job} job
 * @returns {number} 0 to 100; an empty job is done when it says so
 */
export function percent({ status, progress }) {
  if (status === 'completed') return 100;
  return progress.totalBytes > 0 ? Math.min(100, (100 * progress.downloadedBytes) / progress.totalBytes) : 0;
}

/**
 * "1.2 GB of 4.0 GB, 30 %, 3 of 12 files, 25 MB/s, 2 min left".
 * @param {Job} job
 */
export function progressLine(job) {
  const { progress, status } = job;
  const words = text.jobs;
  const parts = [];
  if (status === 'completed') parts.push(bytes(progress.totalBytes));
  else if (progress.totalBytes > 0) {
    parts.push(`${bytes(progress.downloadedBytes)} ${words.of} ${bytes(progress.totalBytes)}`, `${Math.floor(percent(job))} %`);
  }
  if (status === 'completed') parts.push(`${number(progress.totalFiles)} ${words.files}`);
  else if (progress.totalFiles > 1) parts.push(`${number(progress.completedFiles)} ${words.of} ${number(progress.totalFiles)} ${words.files}`);
  if (status === 'running' && progress.bytesPerSecond > 0) {
    parts.push(speed(progress.bytesPerSecond));
    if (progress.etaSeconds) parts.push(`${duration(progress.etaSeconds)} ${words.left}`);
  }
  return parts.join(', ');
}
