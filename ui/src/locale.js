import { PSEUDO_LANGUAGE, pseudoResource } from "./pseudo.js";
import { addTexts, makeBundle } from "./text.js";

/** @typedef {Record<string, import("@fluent/bundle").FluentResource>} Texts by path (`vite.config.js`) */

/** Texts of the first screens. {@link takeTexts} adds the others. @type {Texts} */
const resources = import.meta.glob("../locales/*/{app,failures,formats,home,parts,payment}.ftl", { import: "default", eager: true });

/**
 * @param {Texts} texts
 * @param {string} language
 * @returns {import("@fluent/bundle").FluentResource[]}
 */
function inLanguage(texts, language) {
  if (import.meta.env.PSEUDO_LANGUAGE && language === PSEUDO_LANGUAGE) return inLanguage(texts, "fr").map(pseudoResource);
  return Object.entries(texts)
    .filter(([path]) => path.includes(`/locales/${language}/`))
    .map(([, resource]) => resource);
}

/** @param {import("./bindings.ts").Preferences["language"]} language */
export function bundleFor(language) {
  return makeBundle(language, inLanguage(resources, language));
}

/** Adds the texts of the other screens. A second call has no effect. @param {Texts} others */
export function takeTexts(others) {
  if (Object.keys(others).some((path) => path in resources)) return;
  Object.assign(resources, others);
  addTexts((language) => inLanguage(others, language));
}
