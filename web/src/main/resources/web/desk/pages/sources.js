/**
 * Whether a value was given when the Desk was started, so that saving another has no effect until that changes.
 * @param {string | undefined} source
 */
export function isFixed(source) {
  return /^(environment|flag)\b/.test(source ?? '');
}

/** The source of the endpoint that is the Hub of this very process. */
export const OWN_HUB = 'own hub';
