import "./receipts.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { date, fileSize, money, monthOf, startsWithVowel } from "../../format.js";
import { keepClear } from "../../parts/action-bar.js";
import { statusMark, validityMark } from "../../parts/document-status.js";
import { icon } from "../../parts/icon.js";
import { busyNotice } from "../../parts/question-form.js";
import { openSavedFile } from "../../parts/saved-file.js";
import { text } from "../../text.js";
import { openDocument, openPdf, savePdf } from "./actions.js";
import { doneWords } from "./done-words.js";

/** @typedef {import("../../bindings.ts").RentDocument} RentDocument */

/** « Quittance de juillet 2026 » @param {import("../../bindings.ts").DocumentSummary} document */
export function documentName({ kind, term }) {
  return text(`document-name-${kind}`, { month: monthOf(term), elided: startsWithVowel(term) ? "yes" : "no" });
}

/**
 * A receipt as text: its kind, its lines with an explanation of each, tenants, dwelling and landlord.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {RentDocument} document
 */
export function documentDetails(wizard, own, document) {
  return html`
    <p class="details-top">${document.validity === "current" ? statusMark(document) : validityMark(document.validity)}<span class="secondary">${text("issued-on", { date: date(document.issuedOn) })}</span></p>
    <p class="lead">${text(`kind-${document.kind}-meaning`)}</p>
    ${document.monthLeft > 0 ? html`<p>${text("details-month-left", { amount: money(document.monthLeft), month: monthOf(document.term) })}</p>` : nothing}
    ${replaced(wizard, own, document)} ${lines(document)}
    <div class="action-bar no-print" ${keepClear}>
      ${busyNotice(wizard)}
      <div class="action-line">${pdfActions(wizard, own, document)} ${payButton(wizard, document)}</div>
      <p role="status" class="success saved">${doneWords(own.done)}</p>
      ${typeof own.done === "object" ? openSavedFile(wizard) : nothing}
    </div>
    ${pdfCode(document)}
    <h2>${text("details-who")}</h2>
    <dl class="facts">
      <dt>${text("details-tenants", { count: document.tenants.length })}</dt>
      <dd>${document.tenants.map((one) => html`<div>${one}</div>`)}</dd>
      <dt>${text("details-dwelling")}</dt>
      <dd>${document.dwelling.map((one) => html`<div>${one}</div>`)}</dd>
      <dt>${text("details-landlord")}</dt>
      <dd>
        <div>${document.landlord.name}</div>
        ${document.landlord.address.map((one) => html`<div>${one}</div>`)}
        <div class="secondary">${text("details-siret", { siret: document.landlord.siret })}</div>
      </dd>
    </dl>
  `;
}

/**
 * The size of a PDF is known once the archive holds it. Before that, opening it fetches it.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {RentDocument} document
 */
function pdfActions(wizard, own, { id, pdf }) {
  const open = pdf ? text("pdf-open", { size: fileSize(pdf.size) }) : text("pdf-fetch");
  return html`
    <button type="button" id="open-pdf" class="main-action" @click=${() => openPdf(wizard, own, id)}>${icon("file")}${open}</button>
    ${wizard.counter ? nothing : html`<button type="button" id="save-pdf" class="secondary-action" @click=${() => savePdf(wizard, own, id)}>${icon("save")}${text("pdf-save")}</button>`}
  `;
}

/**
 * Leads to the ways to pay, from a document that counts and while something is left to pay of it or of its month.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {RentDocument} document
 */
function payButton(wizard, { validity, left, monthLeft }) {
  if (validity !== "current" || (left === 0 && monthLeft === 0)) return nothing;
  return html`<button type="button" id="open-ways-to-pay" class="secondary-action" @click=${() => wizard.act(api.openWaysToPay, "busy-opening")}>${icon("wallet")}${text("pay-rent")}</button>`;
}

/**
 * Result of the check of the document code on this computer. Nothing while the PDF is not here.
 * @param {RentDocument} document
 */
function pdfCode({ pdfCode }) {
  if (pdfCode === "genuine") return html`<p id="pdf-code" class="secondary with-icon">${icon("check")}<span>${text("pdf-code-genuine")}</span></p>`;
  if (pdfCode === "notGenuine") return html`<p id="pdf-code" class="callout" role="alert">${text("pdf-code-not-genuine")}</p>`;
  return nothing;
}

/**
 * Issued documents are frozen. A correction is a new document, and each links to the other.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {RentDocument} document
 */
function replaced(wizard, own, { supersedes, supersededBy, validity, withdrawnOn }) {
  if (withdrawnOn) return html`<div class="callout"><p>${text("details-withdrawn", { date: date(withdrawnOn) })}</p></div>`;
  if (validity === "missing") return html`<div class="callout"><p>${text("details-missing")}</p></div>`;
  if (supersededBy) {
    return html`<div class="callout">
      <p>${text("details-superseded")}</p>
      <button type="button" id="open-newer" class="secondary-action" @click=${() => openDocument(wizard, own, supersededBy)}>${text("details-open-newer")}</button>
    </div>`;
  }
  if (supersedes) {
    return html`<div class="callout">
      <p>${text("details-supersedes")}</p>
      <button type="button" id="open-older" class="secondary-action" @click=${() => openDocument(wizard, own, supersedes)}>${text("details-open-older")}</button>
    </div>`;
  }
  return nothing;
}

/** @param {RentDocument} document */
function lines(document) {
  return html`
    <table class="lines">
      <caption class="visually-hidden">${text("details-lines")}</caption>
      <thead>
        <tr>
          <th scope="col">${text("details-line")}</th>
          <th scope="col" class="figure">${text("details-amount")}</th>
        </tr>
      </thead>
      <tbody>
        ${document.lines.map(
          (line) => html`<tr>
            <th scope="row">
              <span class="line-label">${line.label}</span>
              <span class="line-meaning">${text(`line-${line.kind}`)}</span>
            </th>
            <td class="figure">${money(line.amount)}</td>
          </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${text("details-total")}</th>
          <td class="figure">${money(document.amount)}</td>
        </tr>
        ${paidRow(document)} ${dueRow(document)}
      </tfoot>
    </table>
  `;
}

/** @param {RentDocument} document */
function paidRow({ paid, paidOn }) {
  if (paid === 0) return nothing;
  return html`<tr>
    <th scope="row">${paidOn ? text("details-paid-on", { date: date(paidOn) }) : text("details-paid")}</th>
    <td class="figure">${money(paid)}</td>
  </tr>`;
}

/** @param {RentDocument} document */
function dueRow({ dueOn, left }) {
  if (!dueOn || left === 0) return nothing;
  return html`<tr class="to-pay">
    <th scope="row">${text("details-to-pay", { date: date(dueOn) })}</th>
    <td class="figure">${money(left)}</td>
  </tr>`;
}
