import { html } from 'lit';

/**
 * The mark and the name, leading home.
 * @param {string} product
 * @param {string} half
 */
export function brand(product, half) {
  return html`<a class="brand" href="/">
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0d6767" />
      <path d="M9 8v16M23 8v16M9 16h14" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round" />
      <circle cx="16" cy="16" r="3.6" fill="#ffd98a" />
    </svg>
    <span>${product} <small>${half}</small></span>
  </a>`;
}
