/** Texts of the window: Fluent messages of `locales/`. */
import { FluentBundle } from "@fluent/bundle";
import { ruleFigures } from "./rule-figures.js";

/** @typedef {Record<string, string | number>} Arguments */

/** Languages read from right to left; the tests' own too. */
const RIGHT_TO_LEFT = new Set(["ar", "qps"]);

/** Text direction of a language. @param {string} language */
export const directionOf = (language) => (RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");

/**
 * @param {string} language
 * @param {import("@fluent/bundle").FluentResource[]} resources the parsed `.ftl` files
 */
export function makeBundle(language, resources) {
  // Right-to-left text needs isolation marks around inserted values. In French they would only spoil copied codes.
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

/** Whom the window speaks to. @type {"tenant" | "staff"} */
let reader = "tenant";

/** Language in use, such as `fr`; empty before {@link useBundle}. */
export const languageInUse = () => String(current?.locales[0] ?? "");

/** @param {FluentBundle} bundle */
export function useBundle(bundle) {
  current = bundle;
}

/** From now on, the window speaks to a tenant, or to staff at a counter. @param {"tenant" | "staff"} person */
export function speakTo(person) {
  reader = person;
}

/**
 * Adds texts to the language in use.
 * @param {(language: string) => import("@fluent/bundle").FluentResource[]} texts
 */
export function addTexts(texts) {
  if (current) add(current, texts(String(current.locales[0])));
}

/**
 * Returns the message with this id. Every message can use the figures of the rules, and select on `$reader`. A
 * missing message is logged and its id returned, so that the tenant never sees a stack trace. `locales.test.js`
 * finds missing messages.
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
  return current.formatPattern(message.value, { ...ruleFigures, reader, ...args });
}

/**
 * Returns the lines of a message.
 * @param {string} id
 * @param {Arguments} [args]
 */
export function lines(id, args) {
  return text(id, args).split("\n");
}
