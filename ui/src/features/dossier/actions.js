/** Opens the views for several documents. Each is loaded when it is opened. */
import * as api from "../../api.ts";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("./papers.js").DossierView} DossierView */
/** @typedef {import("./papers.js").Together} Together */

/**
 * Opens *Choisir des documents*, with the documents of every year.
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
 * Opens *Relevés et montants*.
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
      wizard.changeView(() => {
        own.dossier = view;
        own.savedPapers = null;
      }),
  });
}

/**
 * Returns to the list and focuses the button that opened the view.
 * @param {Wizard} wizard
 * @param {Together} own
 */
export function closeDossier(wizard, own) {
  const opener = own.dossier?.opener ?? "";
  wizard.changeView(() => {
    own.dossier = null;
    own.savedPapers = null;
  });
  document.getElementById(opener)?.focus();
}
