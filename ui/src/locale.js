import { makeBundle } from "./text.js";

const sources = /** @type {Record<string, string>} */ (
  import.meta.glob("../locales/*/*.ftl", { query: "?raw", import: "default", eager: true })
);

/** @param {import("./bindings.ts").Preferences["language"]} language */
export function bundleFor(language) {
  const own = Object.entries(sources).filter(([path]) => path.includes(`/locales/${language}/`));
  return makeBundle(language, own.map(([, source]) => source));
}
