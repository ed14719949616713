import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

const stored = new Map();
globalThis.location = { origin: 'http://hub.test' };
globalThis.sessionStorage = { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => stored.set(key, value), removeItem: (key) => stored.delete(key) };
const { Failure, call, get, list } = await import('../../main/resources/web/shared/api.js');
const { signIn, signOut } = await import('../../main/resources/web/shared/session.js');

let asked;
function answer(body, init) {
  globalThis.fetch = async (url, options) => {
    asked = { url: String(url), ...options };
    return Response.json(body, init);
  };
}

beforeEach(() => signOut());

test('the token of the tab is sent, and none when there is none', async () => {
  answer([]);
  await get('/api/models', { query: { search: 'a b', limit: undefined, expand: ['sha', 'private'] } });
  assert.equal(asked.url, 'http://hub.test/api/models?search=a+b&expand=sha&expand=private');
  assert.equal(asked.headers.Authorization, undefined);
  signIn('hf_secret');
  await get('/api/models');
  assert.equal(asked.headers.Authorization, 'Bearer hf_secret');
});

test('errors of the Hub and of the Desk become one shape', async () => {
  answer({ error: 'Repository not found' }, { status: 401, headers: { 'X-Error-Code': 'RepoNotFound' } });
  await assert.rejects(get('/x'), { kind: 'denied', code: 'RepoNotFound', message: 'Repository not found' });
  answer({ ok: false, error: 'a', error_detail: { code: 'conflict', message: 'Busy', details: 'why' } }, { status: 409 });
  await assert.rejects(get('/x'), { kind: 'conflict', code: 'conflict', message: 'Busy', details: 'why' });
});

test('an answer that is not JSON still tells its status', async () => {
  globalThis.fetch = async () => new Response('<html>', { status: 502 });
  await assert.rejects(get('/x'), { kind: 'failed', status: 502, message: /502/ });
});

test('a server that is gone is told as offline, a cancelled question is not a failure', async () => {
  globalThis.fetch = async () => {
    throw new TypeError('fetch failed');
  };
  await assert.rejects(get('/x'), { kind: 'offline' });
  const abort = AbortSignal.abort();
  await assert.rejects(call('GET', '/x', { signal: abort }), (error) => !(error instanceof Failure));
});

test('a list tells its next page and its total', async () => {
  answer([1], { headers: { Link: '<http://hub.test/api/x?p=1>; rel="next"', 'X-Total-Count': '23' } });
  assert.deepEqual(await list('/api/x'), { items: [1], next: '/api/x?p=1', total: 23 });
});
