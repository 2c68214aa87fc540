import "./document-row.css";
import { html } from "lit-html";
import { capitalised, money, monthOf } from "../format.js";
import { text } from "../text.js";
import { statusMark, validityMark } from "./document-status.js";
import { icon } from "./icon.js";
import { pause } from "./pause.js";

/**
 * A document in one line: month, kind, amount and status.
 * @param {import("../bindings.ts").DocumentSummary} document
 * @param {() => void} open
 */
export function documentRow(document, open) {
  return html`
    <button type="button" class="document" data-document-id=${document.id} @click=${open}>
      ${documentLine(document)} ${icon("next")}
    </button>
  `;
}

/** @param {import("../bindings.ts").DocumentSummary} document */
export function documentLine(document) {
  const { term, kind, amount, validity } = document;
  return html`
    <span class="document-what">
      <span class="document-month">${capitalised(monthOf(term))}</span>${pause}
      <span class="document-kind">${text(`kind-${kind}`)}</span>
    </span>
    ${pause}
    <span class="document-figures">
      <span class="document-amount">${money(amount)}</span>${pause}
      ${validity === "current" ? statusMark(document) : validityMark(validity)}
    </span>
  `;
}
