/**
 * The Markdown of model cards, read into plain values: headings, paragraphs, lists, tables, quotes and code. HTML tags are
 * dropped. Nothing here makes markup, so nothing a card says can become script.
 */
import { inline } from './markdown-inline.js';

/** @typedef {import('./markdown-inline.js').Span} Span */
/** @typedef {{kind: 'heading', level: number, spans: Span[]}} Heading */
/** @typedef {{kind: 'paragraph', spans: Span[]}} Paragraph */
/** @typedef {{kind: 'code', text: string}} Code */
/** @typedef {{kind: 'list', ordered: boolean, items: Span[][]}} List */
/** @typedef {{kind: 'quote', blocks: Block[]}} Quote */
/** @typedef {{kind: 'table', head: Span[][], rows: Span[][][]}} Table */
/** @typedef {Heading | Paragraph | Code | List | Quote | Table | {kind: 'rule'}} Block */

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^(#{1,6})\s(.*)$/;
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/;
const ITEM = /^\s*([-*+]|\d{1,9}[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?(\s*:?-+:?\s*\|)+(\s*:?-+:?\s*)?$/;
const MAX_QUOTES = 8;

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function parse(text) {
  return blocks(withoutComments(body(text.replace(/\r\n?/g, '\n'))).split('\n'), 0);
}

/**
 * The text without the YAML on top.
 * @param {string} text
 */
function body(text) {
  if (!text.startsWith('---\n')) return text;
  const end = text.indexOf('\n---', 3);
  return end < 0 ? text : text.slice(text.indexOf('\n', end + 1) + 1 || text.length);
}

/** @param {string} text */
function withoutComments(text) {
  const [first, ...rest] = text.split('<!--');
  return first + rest.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : part)).join('');
}

/**
 * @param {string[]} lines
 * @param {number} depth of quotes
 * @returns {Block[]}
 */
function blocks(lines, depth) {
  /** @type {Block[]} */
  const found = [];
  let at = 0;
  while (at < lines.length) {
    const [block, next] = readBlock(lines, at, depth);
    if (block) found.push(block);
    at = next;
  }
  return found;
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @param {number} depth
 * @returns {[Block | undefined, number]} the block and the line after it
 */
function readBlock(lines, at, depth) {
  const line = lines[at];
  if (!line.trim()) return [undefined, at + 1];
  if (FENCE.test(line)) return readCode(lines, at);
  const heading = HEADING.exec(line);
  if (heading) return [{ kind: 'heading', level: heading[1].length, spans: inline(heading[2].trim().replace(/\s#+$/, '')) }, at + 1];
  if (RULE.test(line)) return [{ kind: 'rule' }, at + 1];
  if (line.trimStart().startsWith('>') && depth < MAX_QUOTES) {
    const end = runOf(lines, at, (each) => each.trimStart().startsWith('>'));
    const inner = lines.slice(at, end).map((each) => each.replace(/^\s*>\s?/, ''));
    return [{ kind: 'quote', blocks: blocks(inner, depth + 1) }, end];
  }
  if (ITEM.test(line)) return readList(lines, at);
  if (line.includes('|') && TABLE_RULE.test(lines[at + 1] ?? '')) return readTable(lines, at);
  const end = Math.max(at + 1, runOf(lines, at, (each) => each.trim() !== '' && !startsBlock(each)));
  return [{ kind: 'paragraph', spans: inline(lines.slice(at, end).join('\n')) }, end];
}

/** @param {string} line */
function startsBlock(line) {
  return FENCE.test(line) || HEADING.test(line) || RULE.test(line) || ITEM.test(line) || line.trimStart().startsWith('>');
}

/**
 * @param {string[]} lines
 * @param {number} from
 * @param {(line: string) => boolean} belongs
 * @returns {number} the first line that does not belong
 */
function runOf(lines, from, belongs) {
  let end = from;
  while (end < lines.length && belongs(lines[end])) end += 1;
  return end;
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @returns {[Block, number]}
 */
function readCode(lines, at) {
  const fence = /** @type {RegExpExecArray} */ (FENCE.exec(lines[at]))[1];
  const end = runOf(lines, at + 1, (line) => !line.trim().startsWith(fence));
  return [{ kind: 'code', text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @returns {[Block, number]}
 */
function readList(lines, at) {
  const end = runOf(lines, at, (line) => line.trim() !== '' && (ITEM.test(line) || /^\s/.test(line)));
  /** @type {string[]} */
  const items = [];
  for (const line of lines.slice(at, end)) {
    const item = ITEM.exec(line);
    if (item) items.push(item[2]);
    else items[items.length - 1] += `\n${line.trim()}`;
  }
  return [{ kind: 'list', ordered: /^\s*\d/.test(lines[at]), items: items.map((item) => inline(item)) }, end];
}

/**
 * @param {string[]} lines
 * @param {number} at
 * @returns {[Block, number]}
 */
function readTable(lines, at) {
  const end = runOf(lines, at, (line) => line.includes('|'));
  const rows = lines.slice(at, end).map((line) => line.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map((cell) => inline(cell.trim())));
  return [{ kind: 'table', head: rows[0], rows: rows.slice(2) }, end];
}
