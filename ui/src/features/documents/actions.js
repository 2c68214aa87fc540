/** What one can do among the receipts. */
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
 * @property {number} rows how many rows are drawn: those in sight first, the others once these are on screen
 * @property {Map<number, DocumentSummary[]>} unfolded the years that the tenant unfolded
 * @property {Search | null} search
 * @property {import("../../bindings.ts").KeepingProgress | null} keeping how many PDFs are here
 * @property {boolean} keepingTold
 * @property {boolean} synchronising
 * @property {Failure | null} notSynchronised why the landlord could not be asked
 * @property {RentDocument | null} document the one that is open
 * @property {PdfViewer | null} viewer its PDF, when that is open
 * @property {PdfViewer | null} nextViewer made ready for it while the receipt is read
 * @property {"" | "pdf-saved" | "pdf-printed" | "pdf-opened-elsewhere"} done the text that tells what was done
 */

/** What *Mes quittances* keeps. @typedef {OneByOne & import("../dossier/papers.js").Together} Local */

/**
 * The archive is shown at once, the rows in sight first; the landlord is asked after that.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function openArchive(wizard, own) {
  api.rentDocuments().then(
    (list) => {
      if (!wizard.shows(own)) return;
      own.list = list;
      wizard.redraw();
      afterPaint(() => {
        own.rows = Infinity;
        synchronise(wizard, own);
      });
    },
    (thrown) => {
      if (!wizard.shows(own)) return;
      own.rows = Infinity;
      own.list = { years: [], setAside: 0, freshness: { state: "neverSynchronised", asOf: null } };
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
  await wizard.learnFrame();
  await unfoldAgain(own);
  own.synchronising = false;
  wizard.redrawFor(own);
}

/**
 * What came while the window was not looked at is on the list.
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

/** The years that are unfolded, as they are by now. @param {Local} own */
async function unfoldAgain(own) {
  const years = [...own.unfolded.keys()];
  if (years.length === 0) return;
  const documents = await api.rentDocumentsOf(years).catch(() => null);
  // What cannot be read again stays as it was.
  if (documents) own.unfolded = new Map(years.map((year, place) => [year, documents[place] ?? []]));
}

/**
 * Keeps the PDFs on this computer, behind the list.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {boolean} wanted the tenant asked for it
 */
export function keepPdfs(wizard, own, wanted) {
  // At a counter nothing is kept: a PDF is fetched when it is opened.
  if (wizard.counter) return;
  /** @param {import("../../bindings.ts").KeepingProgress} progress */
  const tell = (progress) => {
    own.keeping = progress;
    wizard.redrawFor(own);
  };
  // What could not be fetched is fetched next time: nothing is asked of the tenant.
  api.keepPdfs(tell, wanted).then(tell, () => {});
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
  wizard.turn(() => (own.search = { asked: { year: null, month: null, kind: null, amount: "" }, found: null }));
}

/**
 * Back to the list.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function closeSearch(wizard, own) {
  wizard.turn(() => (own.search = null));
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
      wizard.turn(() => {
        own.document = found;
        own.done = "";
        makePdfReady(wizard, own, found.pdf !== null);
      }),
  });
}

/**
 * Once the receipt is on screen, a frame is started for its PDF; one that is on this computer is drawn there, unseen, while the receipt is read.
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
    // What failed unseen is tried again: a window that is hidden draws nothing.
    work: async () => ((await own.nextViewer?.prepared) && own.nextViewer?.state !== "failed" ? null : api.rentDocumentPdf(id)),
    busy: "busy-pdf",
    done: (bytes) =>
      wizard.turn(() => {
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
    done: (saved) => tellDone(wizard, own, saved ? "pdf-saved" : ""),
  });
}

/**
 * Another program opens a copy.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {string} id
 */
export function openPdfElsewhere(wizard, own, id) {
  wizard.attempt({
    work: () => api.openPdfElsewhere(id),
    busy: "busy-opening-elsewhere",
    done: () => tellDone(wizard, own, "pdf-opened-elsewhere"),
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
    done: (printed) => tellDone(wizard, own, printed ? "pdf-printed" : ""),
  });
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {Local["done"]} done
 */
function tellDone(wizard, own, done) {
  own.done = done;
  wizard.redraw();
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function closePdf(wizard, own) {
  wizard.turn(() => {
    own.viewer?.close();
    own.viewer = null;
    // It was fetched to be shown.
    makePdfReady(wizard, own, true);
  });
}

/**
 * Back to the list, on the line one came from.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function closeDocument(wizard, own) {
  const id = own.document?.id ?? "";
  wizard.turn(() => {
    own.document = null;
    own.nextViewer?.close();
    own.nextViewer = null;
  });
  const row = document.querySelector(`[data-document-id="${CSS.escape(id)}"]`);
  if (row instanceof HTMLElement) row.focus();
}
