/** Saves files made of several documents, and shows the result. */
import "./dossier.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { monthOf } from "../../format.js";
import { icon } from "../../parts/icon.js";
import { openSavedFile, savedWords } from "../../parts/saved-file.js";
import { text } from "../../text.js";

/**
 * A view of *Mes quittances* for several documents.
 * @typedef {object} DossierView
 * @property {string} opener id of the button that opens the view
 * @property {() => string} heading
 * @property {string} help id of the help text
 * @property {() => unknown} body
 */
/**
 * State of *Mes quittances* for several documents.
 * @typedef {object} Together
 * @property {import("../../bindings.ts").DocumentList | null} list null before the archive was read
 * @property {DossierView | null} dossier the open view for several documents
 * @property {import("../../bindings.ts").SavedFile | "cancelled" | null} savedPapers result of the last save
 */

/**
 * Makes a file and saves it in a folder that the tenant chooses (S17).
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Together} own
 * @param {import("../../bindings.ts").FileWanted} wanted
 */
export function savePapers(wizard, own, wanted) {
  own.savedPapers = null;
  wizard.attempt({
    work: () => api.savePapers(wanted),
    busy: "busy-saving",
    unhurried: true,
    done: (saved) => {
      own.savedPapers = saved ?? "cancelled";
      wizard.redraw();
    },
  });
}

/**
 * What was saved, and where.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Together} own
 */
export function savedPapers(wizard, { savedPapers: saved }) {
  return html`<div role="status" class="saved-papers">
    ${saved === null
      ? nothing
      : saved === "cancelled"
        ? html`<p>${text("papers-cancelled")}</p>`
        : html`<p class="success with-icon">
              ${icon("check")}<span>${savedWords(saved)} ${text("papers-count", { count: saved.documents })} ${openSavedFile(wizard)}</span>
            </p>
            ${saved.months.length > 0 ? html`<p>${text("papers-months", { months: saved.months.map(monthOf).join(", ") })}</p>` : nothing}`}
  </div>`;
}
