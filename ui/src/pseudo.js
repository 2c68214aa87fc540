/**
 * The pseudo-language of the tests: French with every vowel written twice and marked. `crates/paper/src/pseudo.rs`
 * does the same. Only builds for tests contain it (`vite.config.js`).
 */

/** @typedef {import("@fluent/bundle").FluentResource} FluentResource */

export const PSEUDO_LANGUAGE = "qps";

/** @type {Record<string, string>} */
const MARKED = { a: "ą", e: "ę", i: "į", o: "ø", u: "ų", y: "ý", A: "Ą", E: "Ę", I: "Į", O: "Ø", U: "Ų", Y: "Ý" };

/** @param {string} french */
export const pseudoText = (french) =>
  french
    .normalize("NFD")
    .replace(/([aeiouy])\p{M}?/giu, (_, vowel) => (MARKED[vowel] ?? vowel).repeat(2))
    .normalize("NFC");

/**
 * A parsed file in the pseudo-language. Arguments and names of variants stay as they are.
 * @param {FluentResource} resource
 * @returns {FluentResource}
 */
export function pseudoResource(resource) {
  return { body: resource.body.map((message) => ({ ...message, value: message.value === null ? null : pseudoPattern(message.value), attributes: mapped(message.attributes) })) };
}

/** @param {Record<string, import("@fluent/bundle").FluentResource["body"][number]["attributes"][string]>} attributes */
const mapped = (attributes) => Object.fromEntries(Object.entries(attributes).map(([name, pattern]) => [name, pseudoPattern(pattern)]));

/**
 * @param {NonNullable<FluentResource["body"][number]["value"]>} pattern
 * @returns {NonNullable<FluentResource["body"][number]["value"]>}
 */
function pseudoPattern(pattern) {
  if (typeof pattern === "string") return pseudoText(pattern);
  return pattern.map((element) => {
    if (typeof element === "string") return pseudoText(element);
    if (element.type !== "select") return element;
    return { ...element, variants: element.variants.map((variant) => ({ ...variant, value: pseudoPattern(variant.value) })) };
  });
}
