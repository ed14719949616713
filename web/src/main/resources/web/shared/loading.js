import { Failure } from './api.js';

/**
 * What a page asked the server for, and how that stands. A newer question cancels the older one, so a late answer never
 * overwrites a newer page.
 * @template T
 */
export class Loading {
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */
  status = 'idle';
  /** @type {T | undefined} */
  value = undefined;
  /** @type {Failure | undefined} */
  failure = undefined;
  /** @type {AbortController | undefined} */
  #abort = undefined;

  /** @param {import('lit').ReactiveControllerHost} host redrawn when something changed */
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  /**
   * @param {(signal: AbortSignal) => Promise<T>} load
   * @returns {Promise<void>}
   */
  async run(load) {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.#become('loading');
    try {
      const value = await load(abort.signal);
      if (abort.signal.aborted) return;
      this.value = value;
      this.#become('ready');
    } catch (error) {
      if (abort.signal.aborted) return;
      this.failure = error instanceof Failure ? error : new Failure('failed', String(error));
      this.value = undefined;
      this.#become('failed');
    }
  }

  /** Forgets the answer, so that it is not shown as the answer to another question. */
  clear() {
    this.value = undefined;
    this.failure = undefined;
  }

  /** @param {Loading<T>['status']} status */
  #become(status) {
    this.status = status;
    this.host.requestUpdate();
  }

  hostDisconnected() {
    this.#abort?.abort();
  }
}
