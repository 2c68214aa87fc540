import { makeBundle } from "./text.js";

/** The build has parsed them (`vite.config.js`). */
const resources = /** @type {Record<string, import("@fluent/bundle").FluentResource>} */ (
  import.meta.glob("../locales/*/*.ftl", { import: "default", eager: true })
);

/** @param {import("./bindings.ts").Preferences["language"]} language */
export function bundleFor(language) {
  const own = Object.entries(resources).filter(([path]) => path.includes(`/locales/${language}/`));
  return makeBundle(language, own.map(([, resource]) => resource));
}
