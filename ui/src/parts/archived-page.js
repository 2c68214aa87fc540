/** A page that the shell reads from the archive: shown at once, and again once the landlord was asked behind it. */
import * as api from "../api.js";
import { afterPaint } from "../paint.js";
import { freshnessLine } from "./freshness.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/** @typedef {import("../bindings.ts").Freshness} Freshness */

/**
 * @typedef {object} Visit
 * @property {boolean} asking the landlord is being asked
 * @property {import("../bindings.ts").Failure | null} failure why it could not be asked
 * @property {string} done the id of the text that tells what was done
 * @property {() => void} then once the landlord has answered
 */

/**
 * Begins a visit: once the page is on screen the landlord is asked, unless it was since the program started.
 * @param {Wizard} wizard
 * @param {Freshness} freshness
 * @param {() => void} [then] once the landlord has answered
 * @returns {Visit}
 */
export function beginVisit(wizard, freshness, then = () => {}) {
  /** @type {Visit} */
  const visit = { asking: false, failure: null, done: "", then };
  if (freshness.state !== "upToDate") afterPaint(() => ask(wizard, visit));
  return visit;
}

/**
 * The page comes again with what is in the archive by now.
 * @param {Wizard} wizard
 * @param {Visit} visit
 */
export async function ask(wizard, visit) {
  if (visit.asking || wizard.local !== visit) return;
  visit.asking = true;
  wizard.redraw();
  try {
    await api.synchronise();
    visit.failure = null;
    visit.then();
  } catch (thrown) {
    visit.failure = api.asFailure(thrown);
  }
  visit.asking = false;
  await wizard.learnWhereSecretsAreKept();
  await readAgain(wizard, visit);
}

/**
 * @param {Wizard} wizard
 * @param {Visit} visit
 */
export async function readAgain(wizard, visit) {
  if (wizard.local !== visit) return;
  const screen = wizard.step?.screen;
  const step = await api.readPage().catch(() => null);
  if (wizard.local !== visit) return;
  // What could not be read again stays as it was.
  if (step?.screen === screen) wizard.step = step;
  wizard.redraw();
}

/**
 * @param {Wizard} wizard
 * @param {Freshness} freshness
 */
export function visitFreshness(wizard, freshness) {
  /** @type {Visit} */
  const visit = wizard.local;
  return freshnessLine(wizard, {
    asking: visit.asking,
    failure: visit.failure,
    asOf: freshness.asOf,
    state: freshness.state,
    askAgain: () => ask(wizard, visit),
  });
}
