/**
 * The path of the next page in a Link header. Its host is left out: behind a proxy the page's own origin is the one to ask.
 * @param {string | null} header
 * @param {string} origin
 * @returns {string} empty when there is no next page
 */
export function nextPage(header, origin) {
  const match = /<([^>]*)>\s*;[^,]*rel="?next"?/i.exec(header ?? '');
  if (!match) return '';
  const url = new URL(match[1], origin);
  return url.pathname + url.search;
}

/**
 * Encodes a path inside a repository, keeping its slashes.
 * @param {string} path
 */
export function encodePath(path) {
  return path.split('/').map(encodeURIComponent).join('/');
}

/**
 * @param {string} segment
 * @returns {string} the segment decoded, or as it is when it is malformed
 */
export function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
