import assert from 'node:assert/strict';
import { test } from 'node:test';
import { homeLink, link, parse, repoLink } from '../../main/resources/web/hub/routes.js';
import { isText } from '../../main/resources/web/hub/pages/preview.js';

test('lists have an address for each type', () => {
  assert.deepEqual(parse('/'), { page: 'home', type: 'models' });
  assert.deepEqual(parse('/datasets'), { page: 'home', type: 'datasets' });
  assert.deepEqual(parse(homeLink('spaces')), { page: 'home', type: 'spaces' });
});

test('a repository opens at the root of main', () => {
  const root = { page: 'files', type: 'models', id: 'ana/tiny', revision: 'main', path: '' };
  assert.deepEqual(parse('/ana/tiny'), root);
  assert.deepEqual(parse('/models/ana/tiny'), root);
  assert.deepEqual(parse('/models/ana/tiny/tree'), root);
  assert.deepEqual(parse('/datasets/ana/tiny/'), { ...root, type: 'datasets' });
});

test('revisions with slashes may come in one segment or in three', () => {
  const expected = { page: 'files', type: 'models', id: 'ana/tiny', revision: 'refs/pr/1', path: 'a/b' };
  assert.deepEqual(parse('/ana/tiny/tree/refs%2Fpr%2F1/a/b'), expected);
  assert.deepEqual(parse('/ana/tiny/tree/refs/pr/1/a/b'), expected);
});

test('every link leads back to where it came from', () => {
  const route = { page: 'file', type: 'datasets', id: 'ana/words', revision: 'a/b', path: 'x y/100%.txt' };
  assert.deepEqual(parse(link(route, 'blob')), route);
  assert.deepEqual(parse(link(route, 'commits', { path: '' })), { ...route, page: 'commits', path: '' });
  assert.equal(repoLink('spaces', 'ana/demo'), '/spaces/ana/demo');
});

test('other addresses are no pages', () => {
  for (const path of ['/ana', '/ana/tiny/edit/main', '/ana/tiny/blob/main', '/datasets/ana']) {
    assert.deepEqual(parse(path), { page: 'missing' }, path);
  }
});

test('text is recognised by its name', () => {
  for (const name of ['README.md', 'a/config.json', '.gitattributes', 'LICENSE']) assert.equal(isText(name), true, name);
  for (const name of ['a.safetensors', 'x.gguf', 'tokenizer.model', 'json']) assert.equal(isText(name), false, name);
});
