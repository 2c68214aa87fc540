import { html, nothing } from "lit-html";
import { capitalised, money, monthOf } from "../format.js";
import { icon } from "../parts/icon.js";
import { text } from "../text.js";
import { openDocument } from "./actions.js";
import { byYear } from "./by-year.js";
import { standingMark, statusMark } from "./status.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/** @typedef {import("../bindings.ts").DocumentSummary} DocumentSummary */

/**
 * Documents under their years.
 * @param {Wizard} wizard
 * @param {DocumentSummary[]} documents
 */
export function yearSections(wizard, documents) {
  return byYear(documents).map(([year, ofYear]) => yearSection(wizard, year, html`${year}`, ofYear));
}

/**
 * @param {Wizard} wizard
 * @param {string | number} year
 * @param {unknown} heading
 * @param {DocumentSummary[] | null} documents null: they are folded away
 */
export function yearSection(wizard, year, heading, documents) {
  return html`
    <section class="year-of-documents" aria-labelledby="year-${year}">
      <h2 id="year-${year}" class="year">${heading}</h2>
      ${documents === null
        ? nothing
        : html`<ul class="documents" id="documents-of-${year}">
            ${documents.map((one) => html`<li>${row(wizard, one)}</li>`)}
          </ul>`}
    </section>
  `;
}

/**
 * @param {Wizard} wizard
 * @param {DocumentSummary} document
 */
function row(wizard, document) {
  return html`
    <button type="button" class="document" data-document-id=${document.id} @click=${() => openDocument(wizard, document.id)}>
      <span class="document-what">
        <span class="document-month">${capitalised(monthOf(document.term))}</span>
        <span class="document-kind">${text(`kind-${document.kind}`)}</span>
      </span>
      <span class="document-figures">
        <span class="document-amount">${money(document.amount)}</span>
        ${document.standing === "current" ? statusMark(document.status) : standingMark(document.standing)}
      </span>
      ${icon("next")}
    </button>
  `;
}
