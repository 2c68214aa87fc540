import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ui = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} path relative to `ui/` */
export const read = (path) => readFileSync(join(ui, path), "utf8");

/**
 * @param {string} folder relative to `ui/`
 * @param {string} ending
 * @returns {string[]} paths relative to `ui/`
 */
export function filesUnder(folder, ending) {
  return readdirSync(join(ui, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

/**
 * The string variants of an exported type of `bindings.ts`.
 * @param {string} name
 */
export function variants(name) {
  const declaration = new RegExp(`export type ${name} =([^;]*);`, "s").exec(read("src/bindings.ts"));
  if (!declaration) throw new Error(`bindings.ts has no ${name}`);
  return [...String(declaration[1]).matchAll(/"(\w+)"/g)].map((match) => String(match[1]));
}
