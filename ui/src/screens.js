/** One screen for each variant of `Step`. */
import { home } from "./features/home/home.js";
import { opening } from "./opening.js";

/** @typedef {import("./screen.ts").Name} Name */
/** @template {Name} N @typedef {{ [One in N]: import("./screen.ts").AnyScreen<import("./screen.ts").StepOf<One>> }} Screens */

/**
 * Screens of the first script. {@link loadScreens} adds the others.
 * @type {Screens<"opening" | "home"> & Partial<Screens<Name>>}
 */
const screens = { opening, home };

/** @type {typeof import("./all-others.js").panels | null} */
let panels = null;
/** @type {typeof import("./all-others.js").counter | null} */
let counter = null;
/** @type {typeof import("./all-others.js").countdown | null} */
let countdown = null;

/**
 * Returns a loaded screen; throws for any other. Await {@link ready} first.
 * @param {Name} name
 * @returns {import("./screen.ts").AnyScreen}
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

/** Loads the other screens and the panels. `main.js` starts it right after the first paint. */
export async function loadScreens() {
  const others = await import("./all-others.js");
  /** @type {Screens<Exclude<Name, "opening" | "home">>} */
  const otherScreens = others.screens;
  Object.assign(screens, otherScreens);
  panels = others.panels;
  counter = others.counter;
  countdown = others.countdown;
}

/** View of a panel; undefined before {@link loadScreens} is done. @param {import("./wizard.js").Panel} name */
export const panelOf = (name) => panels?.[name];

/** Bar of a counter; null before {@link loadScreens} is done. */
export const counterOf = () => counter;

/** Dialog that asks whether somebody is there; null before {@link loadScreens} is done. */
export const countdownOf = () => countdown;
