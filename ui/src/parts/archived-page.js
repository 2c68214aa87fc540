/** A page that the shell reads from the archive. It is shown at once (R7), and updated after a synchronisation. */
import * as api from "../api.ts";
import { asFailure } from "../shell.js";
import { afterPaint } from "../paint.js";
import { freshnessLine } from "./freshness.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/** @typedef {import("../bindings.ts").Freshness} Freshness */
/** @typedef {import("../bindings.ts").Step} Step */

/**
 * State of the screen of such a page.
 * @typedef {object} ArchivedPage
 * @property {boolean} asking whether a synchronisation is pending
 * @property {import("../bindings.ts").Failure | null} failure why the last synchronisation failed
 * @property {() => void} afterSync called after each successful synchronisation
 * @property {(step: Step) => boolean} goesOn whether something is still under way on the page, to ask after again
 */

/**
 * @param {() => void} [afterSync] called after each successful synchronisation
 * @param {(step: Step) => boolean} [goesOn] whether something is still under way on the page
 * @returns {ArchivedPage}
 */
export const archivedPage = (afterSync = () => {}, goesOn = () => false) => ({ asking: false, failure: null, afterSync, goesOn });

/**
 * Synchronises once the page is on screen, unless the data is up to date and no message waits to leave.
 * @template {ArchivedPage} Local
 * @param {Wizard} wizard
 * @param {Freshness} freshness
 * @param {Local} own
 */
export function refreshInBackground(wizard, freshness, own) {
  if (freshness.state === "upToDate" && !freshness.unsent) return own;
  own.failure = freshness.failure;
  afterPaint(() => ask(wizard, own));
  return own;
}

/**
 * Synchronises, then reads the page again from the archive.
 * @param {Wizard} wizard
 * @param {ArchivedPage} own
 */
async function ask(wizard, own) {
  if (own.asking || !wizard.shows(own)) return;
  own.asking = true;
  wizard.redraw();
  try {
    await api.synchronise();
    own.failure = null;
    own.afterSync();
  } catch (thrown) {
    own.failure = asFailure(thrown);
  }
  own.asking = false;
  await readAgain(wizard, own);
  if (!own.failure && wizard.shows(own) && wizard.step && own.goesOn(wizard.step)) await ask(wizard, own);
}

/**
 * @param {Wizard} wizard
 * @param {ArchivedPage} own
 */
export async function readAgain(wizard, own) {
  if (!wizard.shows(own)) return;
  const shown = await api.readPage().catch(() => null);
  if (!wizard.shows(own)) return;
  // A page that cannot be read again stays as it is.
  if (shown) wizard.update(shown);
  wizard.redraw();
}

/**
 * @param {Wizard} wizard
 * @param {ArchivedPage} own
 * @param {Freshness} freshness
 */
export function pageFreshness(wizard, own, freshness) {
  return freshnessLine(wizard, {
    asking: own.asking,
    failure: own.failure,
    asOf: freshness.asOf,
    state: freshness.state,
    askAgain: () => ask(wizard, own),
  });
}
