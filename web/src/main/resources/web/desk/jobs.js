import { listen } from './events.js';

/** @typedef {import('./desk-api.js').Job} Job */

/** The states in which a job may still move. */
const ACTIVE = ['queued', 'running', 'paused'];

/** @param {Job} job */
export function isActive(job) {
  return ACTIVE.includes(job.status);
}

/** All jobs as the Desk last told them. */
export class Jobs extends EventTarget {
  /** @type {Map<string, Job>} */
  #byId = new Map();
  /** Whether news arrive. */
  live = false;
  /** Whether the first snapshot is here. */
  known = false;

  start() {
    listen(
      (message) => this.take(message),
      (live) => {
        this.live = live;
        this.#changed();
      },
    );
  }

  /**
   * Takes in one message. A snapshot replaces everything, so what was missed while the line was down is made good.
   * @param {import('./events.js').Message} message
   */
  take({ type, data }) {
    if (Array.isArray(data?.jobs)) {
      this.#byId = new Map(data.jobs.map((/** @type {Job} */ job) => [job.id, job]));
      this.known = true;
    } else if (type === 'job_update') {
      this.#byId.set(data.id, data);
    } else if (type === 'event' && data.event === 'removed') {
      this.#byId.delete(data.jobId);
    } else {
      return;
    }
    this.#changed();
  }

  /** @param {string} id */
  forget(id) {
    this.#byId.delete(id);
    this.#changed();
  }

  /** Newest first. */
  all() {
    return [...this.#byId.values()].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** The one store of this page. */
export const jobs = new Jobs();

/** Redraws its element whenever a job changes. */
export class JobsController {
  #redraw;

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    host.addController(this);
    this.#redraw = () => host.requestUpdate();
  }

  hostConnected() {
    jobs.addEventListener('change', this.#redraw);
  }

  hostDisconnected() {
    jobs.removeEventListener('change', this.#redraw);
  }
}
