import "./receipts.css";
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { noNetworkDrawing } from "../drawings/cloud.js";
import { emptyDrawing } from "../drawings/paper.js";
import { capitalised, money, monthOf } from "../format.js";
import { icon } from "../parts/icon.js";
import { memoryNotice } from "../parts/memory-notice.js";
import { underWay } from "../parts/question-form.js";
import { text } from "../text.js";
import { openDocument } from "./actions.js";
import { byYear } from "./by-year.js";
import { freshness } from "./freshness.js";
import { statusMark } from "./status.js";

/** @typedef {import("../bindings.ts").DocumentSummary} DocumentSummary */

/**
 * The receipts, year by year, the latest first.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../screens/receipts.js").Local} own
 */
export function documentList(wizard, own) {
  const documents = own.list?.documents ?? [];
  return html`
    ${freshness(wizard, own)} ${memoryNotice(wizard)} ${underWay(wizard)}
    ${own.list === null ? nothing : documents.length === 0 ? noDocument(own) : rows(wizard, own, documents)}
  `;
}

/**
 * Hundreds of rows: they are made again only when what they say changes.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../screens/receipts.js").Local} own
 * @param {DocumentSummary[]} documents
 */
function rows(wizard, own, documents) {
  return guard([documents, own.rows, wizard.preferences.language], () =>
    byYear(documents.slice(0, own.rows)).map(([year, ofYear]) => yearSection(wizard, year, ofYear)),
  );
}

/** @param {import("../screens/receipts.js").Local} own */
function noDocument(own) {
  if (own.synchronising) return html`<div class="empty">${emptyDrawing()}<p>${text("receipts-coming")}</p></div>`;
  if (own.notSynchronised) return html`<div class="empty">${noNetworkDrawing()}<p>${text("receipts-not-fetched")}</p></div>`;
  return html`<div class="empty">${emptyDrawing()}<p>${text("receipts-none")}</p></div>`;
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} year
 * @param {DocumentSummary[]} documents
 */
function yearSection(wizard, year, documents) {
  return html`
    <section class="year-of-documents" aria-labelledby="year-${year}">
      <h2 id="year-${year}" class="year">${year}</h2>
      <ul class="documents">
        ${documents.map((one) => html`<li>${row(wizard, one)}</li>`)}
      </ul>
    </section>
  `;
}

/**
 * @param {import("../wizard.js").Wizard} wizard
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
        ${statusMark(document.status)}
      </span>
      ${icon("next")}
    </button>
  `;
}
