/** One screen for each variant of `Step`. */
import { home } from "./features/home/home.js";
import { opening } from "./opening.js";

/** @typedef {import("./screen.ts").Name} Name */
/** @template {Name} N @typedef {{ [One in N]: import("./screen.ts").AnyScreen<import("./screen.ts").StepOf<One>> }} Screens */

/** The first screen of a tenant at home; the others come with {@link loadScreens}. @type {Screens<"opening" | "home"> & Partial<Screens<Name>>} */
const screens = { opening, home };

/** @type {typeof import("./all-others.js").panels | null} */
let panels = null;
/** @type {typeof import("./all-others.js").counter | null} */
let counter = null;

/**
 * A screen that is here: `opening`, or one that {@link ready} was awaited for.
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

/** Ready by the time that the tenant can have left the first screen. */
export async function loadScreens() {
  const others = await import("./all-others.js");
  /** @type {Screens<Exclude<Name, "opening" | "home">>} */
  const otherScreens = others.screens;
  Object.assign(screens, otherScreens);
  panels = others.panels;
  counter = others.counter;
}

/** What a panel draws, once {@link loadScreens} was awaited. @param {"help" | "display"} name */
export const panelOf = (name) => panels?.[name];

/** What stands around the screens of a counter, once {@link loadScreens} was awaited. */
export const counterOf = () => counter;
