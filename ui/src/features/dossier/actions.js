/** What one can do with several documents at once. The views come when they are asked for: the first screen needs none of them. */
import * as api from "../../api.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").PapersWanted} PapersWanted */
/** @typedef {import("../../bindings.ts").DocumentSummary} DocumentSummary */
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
 * @param {Wizard} wizard
 * @param {Together} own
 * @param {PapersWanted} wanted
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
 * *Choisir des documents*, of every year.
 * @param {Wizard} wizard
 * @param {Together} own
 */
export function openChoice(wizard, own) {
  open(wizard, own, async () => {
    const years = own.list?.years ?? [];
    const [{ Choice }, documents] = await Promise.all([import("./choice.js"), api.rentDocumentsOf(years.map(({ year }) => year))]);
    return new Choice(wizard, own, years.map(({ year }, place) => ({ year, documents: documents[place] ?? [] })));
  });
}

/**
 * *Relevés et montants*.
 * @param {Wizard} wizard
 * @param {Together} own
 */
export function openStatements(wizard, own) {
  open(wizard, own, async () => {
    const { Statements } = await import("./statements.js");
    return new Statements(wizard, own);
  });
}

/**
 * @param {Wizard} wizard
 * @param {Together} own
 * @param {() => Promise<DossierView>} work
 */
function open(wizard, own, work) {
  wizard.attempt({
    work,
    busy: "busy-opening",
    done: (view) =>
      wizard.turn(() => {
        own.dossier = view;
        own.savedPapers = null;
      }),
  });
}

/**
 * Back to the list, on the button one came from.
 * @param {Wizard} wizard
 * @param {Together} own
 */
export function closeDossier(wizard, own) {
  const opener = own.dossier?.opener ?? "";
  wizard.turn(() => {
    own.dossier = null;
    own.savedPapers = null;
  });
  document.getElementById(opener)?.focus();
}
