/** One screen for each variant of `Step`. */
import { home } from "./features/home/home.js";
import { opening } from "./opening.js";

/** @typedef {import("./wizard.js").Wizard} Wizard */
/**
 * @typedef {object} Screen
 * @property {(wizard: Wizard) => string} heading the question, also the window's title
 * @property {() => string} [title] the window's, where the heading names a tenant at a counter: what a desktop notes of windows
 * outlasts the visit (S21)
 * @property {(wizard: Wizard) => import("lit-html").TemplateResult} view
 * @property {(wizard: Wizard) => (() => void) | null} [back] what *Retour* does now; null or absent where there is none
 * @property {(wizard: Wizard, given: any) => unknown} [enter] gives what the screen keeps for itself; `given` came with the step
 * @property {(wizard: Wizard) => void} [leave] clears what may not stay
 * @property {(wizard: Wizard, failure: import("./bindings.ts").Failure) => void} [failed]
 * @property {(wizard: Wizard) => void} [seenAgain] the window is looked at after another one
 * @property {import("./bindings.ts").Field} [firstField] where the focus begins, where it is not the heading
 * @property {() => void} [arrive] moves the focus when the same screen comes again with another step
 * @property {(wizard: Wizard) => string} [help] the name of its advice, where it is not the screen's own
 */

/** @typedef {import("./bindings.ts").Step["screen"] | "opening"} Name */

/** The first screen of a tenant at home; the others come with {@link loadScreens}. @type {Partial<Record<Name, Screen>>} */
const screens = { opening, home };

/** @type {typeof import("./all-others.js").panels | null} */
let panels = null;
/** @type {typeof import("./all-others.js").counter | null} */
let counter = null;

/**
 * A screen that is here: `opening`, or one that {@link ready} was awaited for.
 * @param {Name} name
 * @returns {Screen}
 */
export function screenOf(name) {
  const screen = screens[name];
  if (!screen) throw new Error(`the screen ${name} was not waited for`);
  return screen;
}

/** @param {Name} name */
export async function ready(name) {
  if (!screens[name]) await loadScreens();
}

/** Ready by the time that the tenant can have left the first screen. */
export async function loadScreens() {
  const others = await import("./all-others.js");
  /** @type {Record<Exclude<Name, "opening" | "home">, Screen>} */
  const otherScreens = others.screens;
  Object.assign(screens, otherScreens);
  panels = others.panels;
  counter = others.counter;
}

/** What a panel draws, once {@link loadScreens} was awaited. @param {"help" | "display"} name */
export const panelOf = (name) => panels?.[name];

/** What stands around the screens of a counter, once {@link loadScreens} was awaited. */
export const counterOf = () => counter;
