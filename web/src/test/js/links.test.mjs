import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode, encodePath, nextPage } from '../../main/resources/web/shared/links.js';

const ORIGIN = 'http://hub.test:28080';

test('the next page keeps its query and loses its host', () => {
  const header = '<https://public.example/api/models?limit=5&cursor=a%2Fb>; rel="next"';
  assert.equal(nextPage(header, ORIGIN), '/api/models?limit=5&cursor=a%2Fb');
});

test('only the relation next counts', () => {
  assert.equal(nextPage(null, ORIGIN), '');
  assert.equal(nextPage('<http://hub.test/api/models>; rel="prev"', ORIGIN), '');
  assert.equal(nextPage('<http://hub.test/a>; rel="prev", <http://hub.test/b?p=1>; rel="next"', ORIGIN), '/b?p=1');
});

test('paths keep their slashes and nothing else', () => {
  assert.equal(encodePath('a b/c#d?e%f/ü.txt'), 'a%20b/c%23d%3Fe%25f/%C3%BC.txt');
});

test('a malformed segment stays as it is', () => {
  assert.equal(decode('a%2Fb'), 'a/b');
  assert.equal(decode('100%'), '100%');
});
