import "../../parts/year.css";
import { html, nothing } from "lit-html";
import { documentRow } from "../../parts/document-row.js";
import { openDocument } from "./actions.js";
import { byYear } from "./by-year.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").DocumentSummary} DocumentSummary */
/** @typedef {import("./actions.js").Local} Local */

/**
 * Documents grouped by year.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {DocumentSummary[]} documents
 */
export function yearSections(wizard, own, documents) {
  return byYear(documents).map(([year, ofYear]) => yearSection(wizard, own, year, html`${year}`, ofYear));
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string | number} year
 * @param {unknown} heading
 * @param {DocumentSummary[] | null} documents null while the year is folded
 */
export function yearSection(wizard, own, year, heading, documents) {
  return html`
    <section class="year-of-documents" aria-labelledby="year-${year}">
      <h2 id="year-${year}" class="year">${heading}</h2>
      ${documents === null
        ? nothing
        : html`<ul class="documents" id="documents-of-${year}">
            ${documents.map((one) => html`<li>${documentRow(one, () => openDocument(wizard, own, one.id))}</li>`)}
          </ul>`}
    </section>
  `;
}
