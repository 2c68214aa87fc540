import { addTexts, makeBundle } from "./text.js";

/** @typedef {Record<string, import("@fluent/bundle").FluentResource>} Texts paths and what the build has parsed there (`vite.config.js`) */

/** What a tenant at home sees first; the others come with {@link takeTexts}. @type {Texts} */
const resources = import.meta.glob("../locales/*/{app,failures,formats,home,parts,payment}.ftl", { import: "default", eager: true });

/**
 * @param {Texts} texts
 * @param {string} language
 */
const inLanguage = (texts, language) =>
  Object.entries(texts)
    .filter(([path]) => path.includes(`/locales/${language}/`))
    .map(([, resource]) => resource);

/** @param {import("./bindings.ts").Preferences["language"]} language */
export function bundleFor(language) {
  return makeBundle(language, inLanguage(resources, language));
}

/** The texts of everything else, once. @param {Texts} others */
export function takeTexts(others) {
  if (Object.keys(others).some((path) => path in resources)) return;
  Object.assign(resources, others);
  addTexts((language) => inLanguage(others, language));
}
