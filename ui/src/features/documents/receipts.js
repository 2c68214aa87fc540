import { html } from "lit-html";
import { closeDossier } from "../dossier/actions.js";
import { pageCorner } from "../../parts/page-corner.js";
import { page } from "../../parts/page.js";
import { closeDocument, closePdf, closeSearch, lookAgain, openArchive, openDocument } from "./actions.js";
import { documentList } from "./list.js";
import { pdfFrame, pdfView } from "./pdf-view.js";
import { searchView } from "./search.js";
import { documentName, documentSheet } from "./sheet.js";
import { text } from "../../text.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").DocumentList} DocumentList */
/** @typedef {import("../../bindings.ts").RentDocument} RentDocument */

/**
 * @typedef {object} Local
 * @property {DocumentList | null} list null: the archive has not answered yet
 * @property {number} rows how many rows are drawn: those in sight first, the others once these are on screen
 * @property {Map<number, import("../../bindings.ts").DocumentSummary[]>} unfolded the years that the tenant unfolded
 * @property {import("./search.js").Search | null} search
 * @property {import("../../bindings.ts").KeepingProgress | null} keeping how many PDFs are here
 * @property {boolean} keepingTold
 * @property {boolean} synchronising
 * @property {import("../../bindings.ts").Failure | null} notSynchronised why the landlord could not be asked
 * @property {RentDocument | null} document the one that is open
 * @property {import("../../parts/pdf/pdf-viewer.js").PdfViewer | null} viewer its PDF, when that is open
 * @property {import("../../parts/pdf/pdf-viewer.js").PdfViewer | null} nextViewer made ready for it while the receipt is read
 * @property {"" | "pdf-saved" | "pdf-printed" | "pdf-opened-elsewhere"} done the text that tells what was done
 * @property {import("../dossier/actions.js").DossierView | null} dossier the view for several documents that is open
 * @property {import("../../bindings.ts").SavedPapers | "cancelled" | null} savedPapers what was saved of several documents
 */

/** No row is lower, in CSS pixels, at the smallest text size. */
const LOWEST_ROW = 64;

/** @type {import("../../screens.js").Screen} */
export const receipts = {
  heading: (wizard) => {
    const { document: open, viewer, search, dossier } = local(wizard);
    if (dossier) return dossier.heading();
    if (!open) return text(search ? "search-heading" : "receipts");
    return viewer ? text("pdf-heading", { document: documentName(open) }) : documentName(open);
  },
  help: (wizard) => {
    const { document: open, viewer, search, dossier } = local(wizard);
    if (dossier) return dossier.help;
    if (viewer) return "help-pdf";
    if (open) return "help-receipt";
    return search ? "help-search" : "help-receipts";
  },
  back: closeOne,
  enter: (wizard, /** @type {{ document: string } | undefined} */ given) => {
    /** @type {Local} */
    const own = { list: null, rows: Math.ceil(window.innerHeight / LOWEST_ROW), unfolded: new Map(), search: null, keeping: null, keepingTold: false, synchronising: false, notSynchronised: null, document: null, viewer: null, nextViewer: null, done: "", dossier: null, savedPapers: null };
    openArchive(wizard, own);
    // Asked for once the screen is shown: then nothing is under way any more.
    if (given) queueMicrotask(() => openDocument(wizard, given.document));
    return own;
  },
  seenAgain: (wizard) => lookAgain(wizard, local(wizard)),
  leave: (wizard) => {
    local(wizard).viewer?.close();
    local(wizard).nextViewer?.close();
  },
  view: (wizard) => {
    const own = local(wizard);
    return page(wizard, {
      wide: own.viewer !== null,
      corner: wizard.counter || own.document || own.search || own.dossier ? undefined : pageCorner(wizard, { account: true }),
      body: html`${body(wizard, own)}${pdfFrame(wizard)}`,
    });
  },
};

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
function body(wizard, own) {
  if (own.viewer) return pdfView(wizard, own.viewer);
  if (own.document) return documentSheet(wizard, own, own.document);
  if (own.dossier) return own.dossier.body();
  if (own.search) return searchView(wizard, own, own.search);
  return documentList(wizard, own);
}

/**
 * @param {Wizard} wizard
 * @returns {Local}
 */
const local = (wizard) => wizard.local;

/** From the PDF to the receipt, from the receipt to the list, from the list to *Accueil*. @param {Wizard} wizard */
function closeOne(wizard) {
  const own = local(wizard);
  if (own.viewer) return () => closePdf(wizard);
  if (own.document) return () => closeDocument(wizard);
  if (own.dossier) return () => closeDossier(wizard);
  if (own.search) return () => closeSearch(wizard);
  return wizard.stepBack;
}
