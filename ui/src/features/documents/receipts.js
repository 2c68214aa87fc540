import { html } from "lit-html";
import { pageCorner } from "../../parts/page-corner.js";
import { page } from "../../parts/page.js";
import { pdfFrame } from "./pdf-frame.js";
import { text } from "../../text.js";
import { closeDossier } from "../dossier/actions.js";
import { closeDocument, closePdf, closeSearch, lookAgain, openArchive, openDocument } from "./actions.js";
import { documentDetails, documentName } from "./document-details.js";
import { documentList } from "./list.js";
import { pdfView } from "./pdf-view.js";
import { searchView } from "./search.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("./actions.js").Local} Local */

/** Minimum height of a row in CSS pixels, at the smallest text size. */
const LOWEST_ROW = 64;

/** @type {import("../../screen.ts").Screen<"receipts", Local>} */
export const receipts = {
  heading: ({ local }) => {
    const { document: open, viewer, search, dossier } = local;
    if (dossier) return dossier.heading();
    if (!open) return text(search ? "search-heading" : "receipts");
    return viewer ? text("pdf-heading", { document: documentName(open) }) : documentName(open);
  },
  help: ({ local }) => {
    const { document: open, viewer, search, dossier } = local;
    if (dossier) return dossier.help;
    if (viewer) return "help-pdf";
    if (open) return "help-receipt";
    return search ? "help-search" : "help-receipts";
  },
  back: ({ wizard, local }) => closeOne(wizard, local),
  enter: ({ wizard }, given) => {
    /** @type {Local} */
    const own = { list: null, rows: Math.ceil(window.innerHeight / LOWEST_ROW), unfolded: new Map(), search: null, download: null, downloadShown: false, synchronising: false, notSynchronised: null, document: null, asked: given?.document ?? null, viewer: null, nextViewer: null, done: "", dossier: null, savedPapers: null };
    openArchive(wizard, own);
    // Deferred until the screen is shown and no call is pending.
    if (given) queueMicrotask(() => openDocument(wizard, own, given.document));
    return own;
  },
  onFocus: ({ wizard, local }) => lookAgain(wizard, local),
  leave: ({ local }) => {
    local.viewer?.close();
    local.nextViewer?.close();
  },
  view: ({ wizard, local: own }) =>
    page(wizard, {
      wide: own.viewer !== null,
      corner: wizard.counter || own.document || own.search || own.dossier ? undefined : pageCorner(wizard, { profile: true, person: own.list?.person ?? null }),
      body: html`${body(wizard, own)}${pdfFrame(wizard, own)}`,
    }),
};

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
function body(wizard, own) {
  if (own.viewer) return pdfView(wizard, own, own.viewer);
  if (own.document) return documentDetails(wizard, own, own.document);
  if (own.dossier) return own.dossier.body();
  if (own.search) return searchView(wizard, own, own.search);
  return documentList(wizard, own);
}

/**
 * *Retour*: from the PDF to the receipt, from the receipt or another view to the list, from the list to *Accueil*. From
 * a receipt that another page opened, to that page.
 * @param {Wizard} wizard
 * @param {Local} own
 */
function closeOne(wizard, own) {
  if (own.viewer) return () => closePdf(wizard, own);
  if (own.document) return own.asked === null ? () => closeDocument(wizard, own) : wizard.stepBack;
  if (own.dossier) return () => closeDossier(wizard, own);
  if (own.search) return () => closeSearch(wizard, own);
  return wizard.stepBack;
}
