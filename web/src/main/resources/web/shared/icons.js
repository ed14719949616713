import { html, svg } from 'lit';

/** Line icons on a grid of 20, drawn for these pages. */
const shapes = {
  model: svg`<path d="M10 2.5 17 6v8l-7 3.5L3 14V6zM3 6l7 3.5L17 6M10 9.5v8"/>`,
  dataset: svg`<ellipse cx="10" cy="4.8" rx="6.5" ry="2.3"/><path d="M3.5 4.8v10.4c0 1.3 2.9 2.3 6.5 2.3s6.5-1 6.5-2.3V4.8M3.5 10c0 1.3 2.9 2.3 6.5 2.3s6.5-1 6.5-2.3"/>`,
  space: svg`<rect x="3" y="3" width="5.8" height="5.8" rx="1.2"/><rect x="11.2" y="3" width="5.8" height="5.8" rx="1.2"/><rect x="3" y="11.2" width="5.8" height="5.8" rx="1.2"/><circle cx="14.1" cy="14.1" r="2.9"/>`,
  directory: svg`<path d="M2.5 5.5a1 1 0 0 1 1-1H8l2 2h6.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1z"/>`,
  file: svg`<path d="M5 2.5h6.5L15.5 6.5v10a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-13a1 1 0 0 1 1-1zM11.5 2.5v4h4"/>`,
  lock: svg`<rect x="4.5" y="9" width="11" height="8" rx="1.5"/><path d="M7 9V6.5a3 3 0 0 1 6 0V9"/>`,
  copy: svg`<rect x="7" y="7" width="10" height="10" rx="1.5"/><path d="M13 7V4.5A1.5 1.5 0 0 0 11.5 3h-7A1.5 1.5 0 0 0 3 4.5v7A1.5 1.5 0 0 0 4.5 13H7"/>`,
  done: svg`<path d="m4 10.5 4 4 8-9"/>`,
  search: svg`<circle cx="8.7" cy="8.7" r="5.2"/><path d="m12.6 12.6 4.4 4.4"/>`,
  download: svg`<path d="M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13"/>`,
  commit: svg`<circle cx="10" cy="10" r="3.2"/><path d="M2.5 10h4.3M13.2 10h4.3"/>`,
  pause: svg`<path d="M7 4.5v11M13 4.5v11"/>`,
  resume: svg`<path d="M6.5 4v12l9-6z"/>`,
  cancel: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  retry: svg`<path d="M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5"/>`,
  star: svg`<path d="m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z"/>`,
};

/** @param {keyof typeof shapes} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`;
}
