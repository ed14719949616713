/** The words that both halves use. */
export const text = {
  offline: 'The server does not answer. Is it running?',
  /** @param {number} status */
  status: (status) => `The server answered with status ${status}.`,
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Select the text and copy it by hand',
  loading: 'Loading…',
  tryAgain: 'Try again',
  skip: 'Skip to the content',
  failures: {
    denied: 'Access denied',
    missing: 'Not found',
    conflict: 'This is not possible right now',
    offline: 'No connection',
    failed: 'Something went wrong',
  },
};
