import { html } from 'lit';
import { target } from '../markdown-inline.js';
import { parse } from '../markdown.js';

/** @typedef {import('../markdown.js').Block} Block */
/** @typedef {import('../markdown-inline.js').Span} Span */

/**
 * @typedef {object} Links how paths inside the repository become addresses
 * @property {(path: string) => string} page
 * @property {(path: string) => string} bytes
 */

/**
 * A card, rendered through templates only. Pictures of other hosts are not loaded: reading a card tells nobody.
 * @param {string} source
 * @param {Links} links
 */
export function markdown(source, links) {
  return parse(source).map((block) => render(block, links));
}

/**
 * @param {Block} block
 * @param {Links} links
 * @returns {unknown}
 */
function render(block, links) {
  /** @param {Span[]} spans */
  const inside = (spans) => spans.map((span) => renderSpan(span, links));
  switch (block.kind) {
    case 'heading':
      return heading(block.level, inside(block.spans));
    case 'paragraph':
      return html`<p>${inside(block.spans)}</p>`;
    case 'code':
      return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
    case 'rule':
      return html`<hr>`;
    case 'quote':
      return html`<blockquote>${block.blocks.map((each) => render(each, links))}</blockquote>`;
    case 'list': {
      const items = block.items.map((item) => html`<li>${inside(item)}</li>`);
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case 'table':
      return html`<div class="table-scroll" tabindex="0"><table>
        <thead><tr>${block.head.map((cell) => html`<th scope="col">${inside(cell)}</th>`)}</tr></thead>
        <tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${inside(cell)}</td>`)}</tr>`)}</tbody>
      </table></div>`;
  }
}

/**
 * One level lower than the card says: the page has its own first heading.
 * @param {number} level
 * @param {unknown} content
 */
function heading(level, content) {
  if (level === 1) return html`<h2>${content}</h2>`;
  return level === 2 ? html`<h3>${content}</h3>` : html`<h4>${content}</h4>`;
}

/**
 * @param {Span} span
 * @param {Links} links
 * @returns {unknown}
 */
function renderSpan(span, links) {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return html`<code>${span.text}</code>`;
    case 'strong':
      return html`<strong>${span.spans.map((each) => renderSpan(each, links))}</strong>`;
    case 'em':
      return html`<em>${span.spans.map((each) => renderSpan(each, links))}</em>`;
    case 'link':
      return anchor(span, links);
    case 'image':
      return picture(span, links);
  }
}

/**
 * @param {import('../markdown-inline.js').Link} span
 * @param {Links} links
 */
function anchor({ href, spans }, links) {
  const content = spans.map((each) => renderSpan(each, links));
  const to = target(href);
  if (!to) return content;
  return 'outside' in to
    ? html`<a href=${to.outside} target="_blank" rel="noreferrer noopener">${content}</a>`
    : html`<a href=${links.page(to.inside)}>${content}</a>`;
}

/**
 * @param {import('../markdown-inline.js').Image} span
 * @param {Links} links
 */
function picture({ src, alt }, links) {
  const to = target(src);
  if (to && 'inside' in to) return html`<img src=${links.bytes(to.inside)} alt=${alt} loading="lazy">`;
  return alt ? html`<span class="soft">[${alt}]</span>` : '';
}
