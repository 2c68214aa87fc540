/** Actions of the overview of *Mon profil*. */
import * as api from "../../api.ts";
import { asFailure } from "../../shell.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */

/**
 * State of the overview.
 * @typedef {object} Local
 * @property {import("../../bindings.ts").ProfileOverview | null} overview null before the first fetch
 * @property {boolean} upToDate whether it was fetched since *Mon profil* was opened
 * @property {boolean} refreshing whether a fetch is pending
 * @property {import("../../bindings.ts").Failure | null} notRefreshed why the last fetch failed
 * @property {boolean} exporting whether progress is shown beside the export buttons
 * @property {import("../../bindings.ts").SavedFile | null} exportSaved
 * @property {Set<string>} unfolded
 */

/**
 * Fetches the overview in the background, unless it is up to date. Kept data is shown meanwhile.
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
    own.overview = await api.refreshProfile();
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
  own.exportSaved = null;
  wizard.attempt({
    work: () => api.saveProfileExport(format).catch(passwordFirst),
    busy: "busy-saving",
    unhurried: true,
    done: (saved) => {
      own.exporting = false;
      if (saved && "step" in saved) return wizard.show(saved);
      own.exportSaved = saved;
      wizard.redraw();
    },
  });
}

/** The page of the password, which the copy of all data needs (S8). @param {unknown} thrown */
function passwordFirst(thrown) {
  if (asFailure(thrown).code !== "passwordWanted") throw thrown;
  return api.askProfile("export");
}
