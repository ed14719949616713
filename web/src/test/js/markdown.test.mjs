import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../main/resources/web/shared/markdown.js';
import { inline, target } from '../../main/resources/web/shared/markdown-inline.js';

const words = (text) => [{ kind: 'text', text }];

test('the YAML on top is left out', () => {
  assert.deepEqual(parse('---\nlicense: mit\n---\n# Title'), [{ kind: 'heading', level: 1, spans: words('Title') }]);
  assert.deepEqual(parse('---\nlicense: mit\n---'), []);
});

test('blocks are told apart', () => {
  const kinds = parse('text\nmore\n\n- a\n- b\n\n1. x\n\n> quote\n\n```py\n# no heading\n```\n\n***\n\n|a|b|\n|-|-|\n|1|2|').map(({ kind }) => kind);
  assert.deepEqual(kinds, ['paragraph', 'list', 'list', 'quote', 'code', 'rule', 'table']);
});

test('code is kept as it is, also without its end', () => {
  assert.deepEqual(parse('```\n**a**\n\n<b>'), [{ kind: 'code', text: '**a**\n\n<b>' }]);
});

test('a table has a head and rows', () => {
  const [table] = parse('| a | b |\n|---|:-:|\n| 1 | 2 |');
  assert.deepEqual(table, { kind: 'table', head: [words('a'), words('b')], rows: [[words('1'), words('2')]] });
});

test('HTML tags are dropped and their text stays text', () => {
  assert.deepEqual(inline('a <img src=x onerror=alert(1)> b'), [...words('a '), ...words(' b')]);
  assert.deepEqual(parse('<!-- hidden\n# x -->'), []);
});

test('marks nest', () => {
  assert.deepEqual(inline('**a `b`**'), [{ kind: 'strong', spans: [{ kind: 'text', text: 'a ' }, { kind: 'code', text: 'b' }] }]);
  assert.deepEqual(inline('[x](y.md "title")'), [{ kind: 'link', href: 'y.md', spans: words('x') }]);
  assert.deepEqual(inline('![alt](a.png)'), [{ kind: 'image', src: 'a.png', alt: 'alt' }]);
  assert.deepEqual(inline('snake_case_name'), words('snake_case_name'));
});

test('links lead to other sites over http or into the repository, nowhere else', () => {
  assert.deepEqual(target('https://example.org/a'), { outside: 'https://example.org/a' });
  assert.deepEqual(target('./docs/a.md#part'), { inside: 'docs/a.md' });
  for (const href of ['javascript:alert(1)', 'JaVaScRiPt:x', 'data:text/html,x', '//evil.example', '../../etc', '#part', '']) {
    assert.equal(target(href), undefined, href);
  }
});

test('hostile input ends soon', () => {
  const started = Date.now();
  for (const piece of ['[', '![', '[![](', '**', '`', '> ', '- ', '|', '<a', '_a', '((', '<!--', 'a\n\n', '> a\n', '# ', '#  \t', '|-', '|-|\n', 'https://a.']) parse(piece.repeat(25_000));
  assert.ok(Date.now() - started < 5_000, `took ${Date.now() - started} ms`);
});
