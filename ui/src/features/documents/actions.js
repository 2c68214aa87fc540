/** Actions of *Mes quittances*. */
import * as api from "../../api.ts";
import { asFailure } from "../../shell.js";
import { afterPaint } from "../../paint.js";
import { PdfViewer } from "./pdf-viewer.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").DocumentSummary} DocumentSummary */
/** @typedef {import("../../bindings.ts").Failure} Failure */
/** @typedef {import("../../bindings.ts").RentDocument} RentDocument */
/** @typedef {{ asked: import("../../bindings.ts").DocumentSearch, found: import("../../bindings.ts").FoundDocuments | null }} Search */

/**
 * @typedef {object} OneByOne
 * @property {number} rows number of rows to draw: first the visible ones, then all of them
 * @property {Map<number, DocumentSummary[]>} unfolded years that the tenant has unfolded
 * @property {Search | null} search
 * @property {import("../../bindings.ts").DownloadProgress | null} download progress of the download of PDFs
 * @property {boolean} downloadShown whether the progress was shown
 * @property {boolean} synchronising
 * @property {Failure | null} notSynchronised why the last synchronisation failed
 * @property {RentDocument | null} document the open document
 * @property {string | null} asked id of the document that another page opened: *Retour* leads there
 * @property {PdfViewer | null} viewer viewer of its PDF, while that is open
 * @property {PdfViewer | null} nextViewer viewer prepared for its PDF while the tenant reads the receipt
 * @property {"" | "pdf-printed" | "pdf-opened-elsewhere" | import("../../bindings.ts").SavedFile} done id of the confirmation, or the file that was saved
 */

/** State of *Mes quittances*. @typedef {OneByOne & import("../dossier/papers.js").Together} Local */

/**
 * Shows the archive at once, visible rows first, then synchronises (R7).
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function openArchive(wizard, own) {
  api.rentDocuments().then(
    (list) => {
      if (!wizard.shows(own)) return;
      own.list = list;
      own.notSynchronised = list.freshness.failure;
      wizard.redraw();
      afterPaint(() => {
        own.rows = Infinity;
        synchronise(wizard, own);
      });
    },
    (thrown) => {
      if (!wizard.shows(own)) return;
      own.rows = Infinity;
      own.list = { person: null, years: [], setAside: 0, freshness: { state: "neverSynchronised", asOf: null, unsent: false, failure: null } };
      own.notSynchronised = asFailure(thrown);
      synchronise(wizard, own);
    },
  );
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
export async function synchronise(wizard, own) {
  if (own.synchronising) return;
  own.synchronising = true;
  wizard.redrawFor(own);
  try {
    own.list = await api.synchronise();
    own.notSynchronised = null;
    keepPdfs(wizard, own, false);
  } catch (thrown) {
    own.notSynchronised = asFailure(thrown);
    own.list = await api.rentDocuments().catch(() => own.list);
  }
  try {
    await wizard.learnFrame();
    await unfoldAgain(own);
  } finally {
    own.synchronising = false;
    wizard.redrawFor(own);
  }
}

/**
 * Reads the list again, for documents that arrived while the window had no focus.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export async function lookAgain(wizard, own) {
  if (own.list === null || own.synchronising) return;
  const list = await api.rentDocuments().catch(() => null);
  if (list === null || own.synchronising) return;
  own.list = list;
  await unfoldAgain(own);
  wizard.redrawFor(own);
}

/** Reads the unfolded years again. @param {Local} own */
async function unfoldAgain(own) {
  const years = [...own.unfolded.keys()];
  if (years.length === 0) return;
  const documents = await api.rentDocumentsOf(years).catch(() => null);
  // Years that cannot be read again stay as they are.
  if (documents) own.unfolded = new Map(years.map((year, place) => [year, documents[place] ?? []]));
}

/**
 * Downloads the missing PDFs in the background.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {boolean} wanted the tenant asked for it
 */
export function keepPdfs(wizard, own, wanted) {
  // A counter keeps nothing: a PDF is fetched when it is opened (S21).
  if (wizard.counter) return;
  /** @param {import("../../bindings.ts").DownloadProgress} progress */
  const showProgress = (progress) => {
    own.download = progress;
    wizard.redrawFor(own);
  };
  // Missing PDFs are fetched next time: the tenant has nothing to do.
  api.keepPdfs(showProgress, wanted).then(showProgress, () => {});
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {number} year
 */
export function unfoldYear(wizard, own, year) {
  wizard.attempt({
    work: () => api.rentDocumentsOf([year]),
    busy: "busy-document",
    done: ([documents = []]) => {
      own.unfolded = new Map(own.unfolded).set(year, documents);
      wizard.redraw();
    },
  });
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {number} year
 */
export function foldYear(wizard, own, year) {
  own.unfolded = new Map(own.unfolded);
  own.unfolded.delete(year);
  wizard.redraw();
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function openSearch(wizard, own) {
  wizard.changeView(() => (own.search = { asked: { year: null, month: null, kind: null, amount: "" }, found: null }));
}

/**
 * Returns to the list.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function closeSearch(wizard, own) {
  wizard.changeView(() => (own.search = null));
  document.getElementById("open-search")?.focus();
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string} id
 */
export function openDocument(wizard, own, id) {
  wizard.attempt({
    work: () => api.rentDocument(id),
    busy: "busy-document",
    done: (found) =>
      wizard.changeView(() => {
        // One chosen in the list leads back to the list.
        if (!own.document && found.id !== own.asked) own.asked = null;
        own.document = found;
        own.done = "";
        makePdfReady(wizard, own, found.pdf !== null);
      }),
  });
}

/**
 * Starts a hidden frame for the PDF once the receipt is on screen. A PDF that is on this computer is drawn there
 * while the tenant reads the receipt.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {boolean} isHere
 */
function makePdfReady(wizard, own, isHere) {
  afterPaint(() => {
    if (!wizard.shows(own) || !own.document || own.viewer || own.nextViewer) return;
    const viewer = new PdfViewer(wizard);
    own.nextViewer = viewer;
    if (isHere) viewer.prepare(api.rentDocumentPdf(own.document.id));
    wizard.redraw();
  });
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string} id
 */
export function openPdf(wizard, own, id) {
  wizard.attempt({
    // A PDF that failed in the hidden frame is tried again: a hidden window draws nothing.
    work: async () => ((await own.nextViewer?.prepared) && own.nextViewer?.state !== "failed" ? null : api.rentDocumentPdf(id)),
    busy: "busy-pdf",
    done: (bytes) =>
      wizard.changeView(() => {
        const ready = own.nextViewer;
        own.nextViewer = null;
        own.done = "";
        if (bytes && ready?.state === "failed") ready.close();
        own.viewer = !ready || (bytes && ready.state === "failed") ? new PdfViewer(wizard) : ready;
        if (bytes) own.viewer.open(bytes);
        own.viewer.show();
      }),
  });
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string} id
 */
export function savePdf(wizard, own, id) {
  wizard.attempt({
    work: () => api.savePdf(id),
    busy: "busy-saving",
    unhurried: true,
    done: (saved) => showDone(wizard, own, saved ?? ""),
  });
}

/**
 * Opens a copy in another program.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string} id
 */
export function openPdfElsewhere(wizard, own, id) {
  wizard.attempt({
    work: () => api.openPdfElsewhere(id),
    busy: "busy-opening-elsewhere",
    done: () => showDone(wizard, own, "pdf-opened-elsewhere"),
  });
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string} id
 */
export function printPdf(wizard, own, id) {
  wizard.attempt({
    work: () => api.printPdf(id),
    busy: "busy-printing",
    unhurried: true,
    done: (printed) => showDone(wizard, own, printed ? "pdf-printed" : ""),
  });
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {Local["done"]} done
 */
function showDone(wizard, own, done) {
  own.done = done;
  wizard.redraw();
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function closePdf(wizard, own) {
  wizard.changeView(() => {
    own.viewer?.close();
    own.viewer = null;
    // The PDF is here: it was fetched to be shown.
    makePdfReady(wizard, own, true);
  });
}

/**
 * Returns to the list and focuses the row of the document.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function closeDocument(wizard, own) {
  const id = own.document?.id ?? "";
  wizard.changeView(() => {
    own.document = null;
    own.nextViewer?.close();
    own.nextViewer = null;
  });
  const row = document.querySelector(`[data-document-id="${CSS.escape(id)}"]`);
  if (row instanceof HTMLElement) row.focus();
}
