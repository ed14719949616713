/** @typedef {import('../desk-api.js').Item} Item */
/** @typedef {import('../desk-api.js').Analysis} Analysis */
/** @typedef {import('../desk-api.js').DownloadRequest} DownloadRequest */

/**
 * The parts that are chosen at first: the recommended ones.
 * @param {Analysis} analysis
 * @returns {Set<string>}
 */
export function recommended(analysis) {
  return new Set((analysis.selectable_items ?? []).filter((item) => item.recommended).map((item) => item.id));
}

/**
 * @param {Analysis} analysis
 * @param {Set<string>} chosen ids of parts
 */
export function sizeOf(analysis, chosen) {
  return (analysis.selectable_items ?? []).reduce((sum, item) => sum + (chosen.has(item.id) ? (item.size ?? 0) : 0), 0);
}

/**
 * The request that downloads the chosen parts, or everything when `chosen` is undefined. Filters of parts are meant
 * exactly: "q4_k_m" must not bring "ud-q4_k_m_xl" along.
 * @param {Analysis} analysis
 * @param {Set<string> | undefined} chosen
 * @param {string} [endpoint] the one endpoint that was asked
 * @returns {DownloadRequest}
 */
export function requestFor(analysis, chosen, endpoint) {
  /** @type {DownloadRequest} */
  const request = { repo: analysis.repo };
  if (analysis.is_dataset) request.dataset = true;
  if (analysis.branch && analysis.branch !== 'main') request.revision = analysis.branch;
  if (endpoint) request.endpoint = endpoint;
  if (chosen) {
    const items = (analysis.selectable_items ?? []).filter((item) => chosen.has(item.id));
    request.filters = [...new Set(items.flatMap((item) => item.filters ?? [item.filter_value]))];
    request.exactMatch = true;
  }
  return request;
}
