/** Navigation inside one page: links of the page's own origin change the address without a reload. */

const moves = new EventTarget();

/** @param {string} href */
export function navigate(href) {
  history.pushState(null, '', href);
  moves.dispatchEvent(new Event('move'));
}

/**
 * Changes the address without telling anyone, so that a reload shows the same.
 * @param {string} href
 */
export function amend(href) {
  history.replaceState(null, '', href);
}

/**
 * @param {() => void} listener called after the address changed
 * @returns {() => void} stops listening
 */
export function onMove(listener) {
  moves.addEventListener('move', listener);
  return () => moves.removeEventListener('move', listener);
}

/** @param {MouseEvent} event */
function follow(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement && target.href !== '');
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href);
  const servesBytes = url.pathname.startsWith('/api/') || url.pathname.includes('/resolve/');
  if (url.origin !== location.origin || servesBytes || link.getAttribute('href')?.startsWith('#')) return;
  event.preventDefault();
  navigate(url.pathname + url.search);
}

export function startRouter() {
  document.addEventListener('click', follow);
  window.addEventListener('popstate', () => moves.dispatchEvent(new Event('move')));
}
