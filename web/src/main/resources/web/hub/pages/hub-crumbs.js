import { html } from 'lit';
import { link } from '../routes.js';
import { text } from '../text.js';

/**
 * Where we are inside the repository; every part but the last leads back.
 * @param {import('../routes.js').RepoRoute} route
 */
export function crumbs(route) {
  const parts = route.path.split('/');
  const root = route.id.split('/')[1];
  return html`<nav class="crumbs" aria-label=${text.repo.path}>
    <a href=${link(route, 'tree', { path: '' })}>${root}</a>${parts.map((part, i) => {
      const path = parts.slice(0, i + 1).join('/');
      const last = i === parts.length - 1;
      return html`<span aria-hidden="true">/</span><wbr>${last
          ? html`<span aria-current="page">${part}</span>`
          : html`<a href=${link(route, 'tree', { path })}>${part}</a>`}`;
    })}
  </nav>`;
}
