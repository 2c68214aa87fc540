/** @typedef {import("../bindings.ts").DocumentSummary} DocumentSummary */

/**
 * The latest year first, and in it the latest term first.
 * @param {DocumentSummary[]} documents
 * @returns {[string, DocumentSummary[]][]}
 */
export function byYear(documents) {
  /** @type {Map<string, DocumentSummary[]>} */
  const years = new Map();
  const latestFirst = documents.toSorted((a, b) => b.term.localeCompare(a.term) || b.issuedOn.localeCompare(a.issuedOn));
  for (const one of latestFirst) {
    const year = one.term.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), one]);
  }
  return [...years];
}
