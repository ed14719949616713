import { token } from './session.js';
import { text } from './text.js';
import { nextPage } from './links.js';

/** @typedef {'denied' | 'missing' | 'conflict' | 'offline' | 'failed'} FailureKind */
/** @typedef {Record<string, string | number | boolean | string[] | undefined>} Query an array is a repeated key */
/**
 * @typedef {object} Ask
 * @property {Query} [query]
 * @property {unknown} [json] the body, sent as JSON
 * @property {AbortSignal} [signal]
 * @property {string} [as] a token to use in place of the tab's own
 */

/** What went wrong, in one shape for both halves. */
export class Failure extends Error {
  /**
   * @param {FailureKind} kind
   * @param {string} message
   * @param {{status?: number, code?: string, details?: string}} [more]
   */
  constructor(kind, message, { status = 0, code = '', details = '' } = {}) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** @type {Record<number, FailureKind>} */
const KINDS = { 401: 'denied', 403: 'denied', 404: 'missing', 409: 'conflict' };

/**
 * The only caller of fetch.
 * @param {string} method
 * @param {string} path
 * @param {Ask} [ask]
 * @returns {Promise<Response>}
 */
export async function call(method, path, { query, json, signal, as } = {}) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(query ?? {})) {
    const values = Array.isArray(value) ? value : value === undefined || value === '' ? [] : [String(value)];
    values.forEach((each) => url.searchParams.append(name, each));
  }
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json' };
  const bearer = as ?? token();
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(url, { method, headers, signal, body: json === undefined ? undefined : JSON.stringify(json) });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Failure('offline', text.offline);
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

/** @param {Response} response */
async function failureOf(response) {
  const body = await response.json().catch(() => ({}));
  const message = body.error_detail?.message ?? body.error ?? text.status(response.status);
  return new Failure(KINDS[response.status] ?? 'failed', String(message), {
    status: response.status,
    code: response.headers.get('X-Error-Code') ?? body.error_detail?.code ?? '',
    details: body.error_detail?.details ?? body.details ?? '',
  });
}

/**
 * @param {string} path
 * @param {Ask} [ask]
 * @returns {Promise<any>}
 */
export async function get(path, ask) {
  return (await call('GET', path, ask)).json();
}

/**
 * @param {string} path
 * @param {unknown} json
 * @param {Ask} [ask]
 * @returns {Promise<any>}
 */
export async function post(path, json, ask) {
  return (await call('POST', path, { ...ask, json })).json();
}

/**
 * @template T
 * @typedef {object} Listing
 * @property {T[]} items
 * @property {string} next the path of the next page, empty on the last
 * @property {number | undefined} total
 */

/**
 * One page of a list that goes on with `Link: rel="next"`.
 * @param {string} path
 * @param {Ask} [ask]
 * @returns {Promise<Listing<any>>}
 */
export async function list(path, ask) {
  const response = await call('GET', path, ask);
  const total = response.headers.get('X-Total-Count');
  return {
    items: await response.json(),
    next: nextPage(response.headers.get('Link'), location.origin),
    total: total === null ? undefined : Number(total),
  };
}
