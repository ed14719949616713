/** @typedef {{kind: 'text' | 'code', text: string}} Plain */
/** @typedef {{kind: 'strong' | 'em', spans: Span[]}} Marked */
/** @typedef {{kind: 'link', href: string, spans: Span[]}} Link */
/** @typedef {{kind: 'image', src: string, alt: string}} Image */
/** @typedef {Plain | Marked | Link | Image} Span */

/** Every repetition is bounded: a hostile card must not hang the page. */
const MARK = new RegExp(
  [
    /(?<ticks>`{1,3})(?<code>[^`]{1,2000})\k<ticks>/,
    /!\[(?<alt>[^[\]\n]{0,300})\]\((?<src>[^()\s]{1,1000})[^()\n]{0,300}\)/,
    /\[(?<label>!\[[^[\]\n]{0,300}\]\([^()\n]{0,1000}\)|[^[\]\n]{1,300})\]\((?<href>[^()\s]{1,1000})[^()\n]{0,300}\)/,
    /\*\*(?<strong>[^*\n]{1,2000})\*\*/,
    /\*(?<em>[^*\s][^*\n]{0,2000})\*/,
    /(?<!\w)_(?<em2>[^_\s][^_\n]{0,2000})_(?!\w)/,
    /(?<url>https?:\/\/[^\s<>()]+[^\s<>().,;:!?'"])/,
    /(?<tag><\/?[a-zA-Z][^<>]{0,1000}>)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/**
 * The marks inside a line.
 * @param {string} text
 * @returns {Span[]}
 */
export function inline(text) {
  /** @type {Span[]} */
  const spans = [];
  let at = 0;
  for (const match of text.matchAll(MARK)) {
    if (match.index > at) spans.push({ kind: 'text', text: text.slice(at, match.index) });
    const span = spanOf(match.groups ?? {});
    if (span) spans.push(span);
    at = match.index + match[0].length;
  }
  if (at < text.length) spans.push({ kind: 'text', text: text.slice(at) });
  return spans;
}

/**
 * @param {Record<string, string>} groups
 * @returns {Span | undefined} nothing for an HTML tag
 */
function spanOf({ code, alt, src, label, href, strong, em, em2, url }) {
  if (code !== undefined) return { kind: 'code', text: code };
  if (src !== undefined) return { kind: 'image', src, alt };
  if (label !== undefined) return { kind: 'link', href, spans: inline(label) };
  if (strong !== undefined) return { kind: 'strong', spans: inline(strong) };
  if (em !== undefined || em2 !== undefined) return { kind: 'em', spans: inline(em ?? em2) };
  if (url !== undefined) return { kind: 'link', href: url, spans: [{ kind: 'text', text: url }] };
  return undefined;
}

/**
 * Where a card's link leads: other sites over http, or a path inside the repository.
 * @param {string} href
 * @returns {{outside: string} | {inside: string} | undefined} nothing for any other scheme
 */
export function target(href) {
  if (/^https?:\/\//i.test(href)) return { outside: href };
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//') || href.startsWith('#')) return undefined;
  const inside = href.replace(/[?#].*$/, '').replace(/^(\.?\/)+/, '');
  return inside && !inside.split('/').includes('..') ? { inside } : undefined;
}
