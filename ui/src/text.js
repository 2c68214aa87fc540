/** Every sentence on screen: Fluent messages of `locales/`. */
import { FluentBundle } from "@fluent/bundle";
import { ruleFigures } from "./rule-figures.js";

/** @typedef {Record<string, string | number>} Arguments */

/** Languages that are read from right to left. */
const RIGHT_TO_LEFT = new Set(["ar"]);

/** How a language is read. @param {string} language */
export const directionOf = (language) => (RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");

/**
 * @param {string} language
 * @param {import("@fluent/bundle").FluentResource[]} resources the parsed `.ftl` files
 */
export function makeBundle(language, resources) {
  // Read from right to left, a sentence needs marks around what is inserted; in French they would only spoil codes that are copied.
  const bundle = new FluentBundle(language, { useIsolating: RIGHT_TO_LEFT.has(language) });
  add(bundle, resources);
  return bundle;
}

/**
 * @param {FluentBundle} bundle
 * @param {import("@fluent/bundle").FluentResource[]} resources
 */
function add(bundle, resources) {
  for (const resource of resources) {
    const errors = bundle.addResource(resource);
    if (errors.length > 0) throw errors[0];
  }
}

/** @type {FluentBundle | null} */
let current = null;

/** The language in use. */
export const languageInUse = () => String(current?.locales[0] ?? "");

/** @param {FluentBundle} bundle */
export function useBundle(bundle) {
  current = bundle;
}

/** More texts of the language in use. @param {(language: string) => import("@fluent/bundle").FluentResource[]} texts */
export function addTexts(texts) {
  if (current) add(current, texts(String(current.locales[0])));
}

/**
 * The message of this name; the figures of the rules are there for each. A missing message is a fault of ours: the tests look for it, the tenant never sees a stack trace.
 * @param {string} id
 * @param {Arguments} [args]
 * @returns {string}
 */
export function text(id, args) {
  const message = current?.getMessage(id);
  if (!current || !message?.value) {
    console.error(`no text for ${id}`);
    return id;
  }
  return current.formatPattern(message.value, { ...ruleFigures, ...args });
}

/**
 * A message of several lines, one string each.
 * @param {string} id
 * @param {Arguments} [args]
 */
export function lines(id, args) {
  return text(id, args).split("\n");
}
