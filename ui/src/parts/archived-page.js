/** A page that the shell reads from the archive: shown at once, and again once the landlord was asked behind it. */
import * as api from "../api.ts";
import { asFailure } from "../shell.js";
import { afterPaint } from "../paint.js";
import { freshnessLine } from "./freshness.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/** @typedef {import("../bindings.ts").Freshness} Freshness */

/**
 * What the screen of such a page keeps.
 * @typedef {object} ArchivedPage
 * @property {boolean} asking the landlord is being asked
 * @property {import("../bindings.ts").Failure | null} failure why it could not be asked
 * @property {() => void} then once the landlord has answered
 */

/** @param {() => void} [then] once the landlord has answered @returns {ArchivedPage} */
export const archivedPage = (then = () => {}) => ({ asking: false, failure: null, then });

/**
 * Once the page is on screen the landlord is asked, unless it was since the program started.
 * @template {ArchivedPage} Local
 * @param {Wizard} wizard
 * @param {Freshness} freshness
 * @param {Local} own
 */
export function refreshInBackground(wizard, freshness, own) {
  if (freshness.state !== "upToDate") afterPaint(() => ask(wizard, own));
  return own;
}

/**
 * The page comes again with what is in the archive by now.
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
    own.then();
  } catch (thrown) {
    own.failure = asFailure(thrown);
  }
  own.asking = false;
  await readAgain(wizard, own);
}

/**
 * @param {Wizard} wizard
 * @param {ArchivedPage} own
 */
export async function readAgain(wizard, own) {
  if (!wizard.shows(own)) return;
  const shown = await api.readPage().catch(() => null);
  if (!wizard.shows(own)) return;
  // What could not be read again stays as it was.
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
