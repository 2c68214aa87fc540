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

/** @param {Wizard} wizard @returns {import("../documents/receipts.js").Local} */
const local = (wizard) => wizard.local;

/**
 * Makes a file and saves it where the tenant wants it.
 * @param {Wizard} wizard
 * @param {PapersWanted} wanted
 */
export function savePapers(wizard, wanted) {
  const own = local(wizard);
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

/** *Choisir des documents*, of every year. @param {Wizard} wizard */
export function openChoice(wizard) {
  const own = local(wizard);
  open(wizard, async () => {
    const years = own.list?.years ?? [];
    const [{ Choice }, documents] = await Promise.all([import("./choice.js"), api.rentDocumentsOf(years.map(({ year }) => year))]);
    return new Choice(wizard, years.map(({ year }, place) => ({ year, documents: documents[place] ?? [] })));
  });
}

/** *Relevés et montants*. @param {Wizard} wizard */
export function openStatements(wizard) {
  open(wizard, async () => {
    const { Statements } = await import("./statements.js");
    return new Statements(wizard);
  });
}

/**
 * @param {Wizard} wizard
 * @param {() => Promise<DossierView>} work
 */
function open(wizard, work) {
  const own = local(wizard);
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

/** Back to the list, on the button one came from. @param {Wizard} wizard */
export function closeDossier(wizard) {
  const own = local(wizard);
  const opener = own.dossier?.opener ?? "";
  wizard.turn(() => {
    own.dossier = null;
    own.savedPapers = null;
  });
  document.getElementById(opener)?.focus();
}
