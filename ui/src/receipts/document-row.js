import "./receipts.css";
import { html } from "lit-html";
import { capitalised, money, monthOf } from "../format.js";
import { icon } from "../parts/icon.js";
import { text } from "../text.js";
import { standingMark, statusMark } from "./status.js";

/**
 * A document in one line: its month, what it is, its amount, how it stands.
 * @param {import("../bindings.ts").DocumentSummary} document
 * @param {() => void} open
 */
export function documentRow(document, open) {
  return html`
    <button type="button" class="document" data-document-id=${document.id} @click=${open}>
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
