/** The access token of this tab. It lives in sessionStorage: it is gone when the tab closes and no other site sees it. */

const KEY = 'hubdesk.token';
const changes = new EventTarget();

/** @returns {string} the token, empty when nobody is signed in */
export function token() {
  return sessionStorage.getItem(KEY) ?? '';
}

/** @param {string} value */
export function signIn(value) {
  sessionStorage.setItem(KEY, value);
  changes.dispatchEvent(new Event('change'));
}

export function signOut() {
  sessionStorage.removeItem(KEY);
  changes.dispatchEvent(new Event('change'));
}

/**
 * @param {() => void} listener
 * @returns {() => void} stops listening
 */
export function onSessionChange(listener) {
  changes.addEventListener('change', listener);
  return () => changes.removeEventListener('change', listener);
}
