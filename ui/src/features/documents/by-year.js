/** @typedef {import("../../bindings.ts").DocumentSummary} DocumentSummary */

/**
 * Groups documents by year, in the given order.
 * @param {DocumentSummary[]} documents
 * @returns {[string, DocumentSummary[]][]}
 */
export function byYear(documents) {
  /** @type {Map<string, DocumentSummary[]>} */
  const years = new Map();
  for (const one of documents) {
    const year = one.term.slice(0, 4);
    const ofYear = years.get(year);
    if (ofYear) ofYear.push(one);
    else years.set(year, [one]);
  }
  return [...years];
}
