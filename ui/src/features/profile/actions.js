/** What one can do on the overview of *Mon profil*. */
import * as api from "../../api.ts";
import { asFailure } from "../../shell.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */

/**
 * What the overview keeps.
 * @typedef {object} Local
 * @property {import("../../bindings.ts").AccountOverview | null} overview null: the landlord was never asked
 * @property {boolean} upToDate the landlord was asked since *Mon profil* was opened
 * @property {boolean} refreshing
 * @property {import("../../bindings.ts").Failure | null} notRefreshed why the landlord could not be asked
 * @property {boolean} exporting what is under way is told beside the export's buttons
 * @property {boolean} exportSaved
 */

/**
 * What is known here is shown at once; the landlord is asked behind it.
 * @param {Wizard} wizard
 * @param {Local} own
 */
export function openOverview(wizard, own) {
  if (!own.upToDate) refresh(wizard, own);
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
export async function refresh(wizard, own) {
  if (own.refreshing) return;
  own.refreshing = true;
  wizard.redrawFor(own);
  try {
    own.overview = await api.refreshAccount();
    own.upToDate = true;
    own.notRefreshed = null;
  } catch (thrown) {
    own.notRefreshed = asFailure(thrown);
  }
  own.refreshing = false;
  wizard.redrawFor(own);
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {import("../../bindings.ts").ExportFormat} format
 */
export function saveExport(wizard, own, format) {
  if (wizard.phase !== null) return;
  own.exporting = true;
  own.exportSaved = false;
  wizard.attempt({
    work: () => api.saveAccountExport(format),
    busy: "busy-saving",
    unhurried: true,
    done: (saved) => {
      own.exporting = false;
      own.exportSaved = saved;
      wizard.redraw();
    },
  });
}
