/** Files made of several documents: how they are saved, and what tells it. */
import "./dossier.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/**
 * A view of *Mes quittances* for several documents.
 * @typedef {object} DossierView
 * @property {string} opener the button that leads here
 * @property {() => string} heading
 * @property {string} help
 * @property {() => unknown} body
 */
/**
 * What *Mes quittances* keeps for several documents.
 * @typedef {object} Together
 * @property {import("../../bindings.ts").DocumentList | null} list null: the archive has not answered yet
 * @property {DossierView | null} dossier the view for several documents that is open
 * @property {import("../../bindings.ts").SavedPapers | "cancelled" | null} savedPapers what was saved of several documents
 */

/**
 * Makes a file and saves it where the tenant wants it.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Together} own
 * @param {import("../../bindings.ts").PapersWanted} wanted
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
 * @param {Together} own
 */
export function savedPapers({ savedPapers: saved }) {
  return html`<div role="status" class="saved-papers">
    ${saved === null
      ? nothing
      : saved === "cancelled"
        ? html`<p>${text("papers-cancelled")}</p>`
        : html`<p class="success with-icon">
            ${icon("check")}<span>${text("papers-saved", { name: saved.name, folder: saved.folder, placed: saved.folder ? "yes" : "no", count: saved.documents })}</span>
          </p>`}
  </div>`;
}
