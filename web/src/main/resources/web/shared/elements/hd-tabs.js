import { html } from 'lit';

/** @typedef {{href: string, label: string, current: boolean, count?: string}} Tab */

/**
 * Links that look like tabs: each is a page of its own.
 * @param {string} label
 * @param {Tab[]} tabs
 */
export function tabs(label, tabs) {
  return html`<nav class="tabs" aria-label=${label}>
    ${tabs.map(
      (tab) => html`<a href=${tab.href} aria-current=${tab.current ? 'page' : 'false'}>
        ${tab.label}${tab.count ? html`<span class="count">${tab.count}</span>` : ''}
      </a>`,
    )}
  </nav>`;
}
