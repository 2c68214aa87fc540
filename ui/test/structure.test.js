import assert from "node:assert/strict";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { filesUnder, read } from "./sources.js";

/** Top-level files that build the window and may import every feature. No other layer imports them. */
const ROOF = ["all-others.js", "keys.js", "main.js", "opening.js", "screens.js", "touches.js", "window-frame.js"];

/** Features that import another one, with the reason. @type {Record<string, string>} */
const FEATURE_KNOWS_FEATURE = {
  "documents → dossier": "Mes quittances has the buttons of the dossier, and shows its views in place of the list",
  "home → payment": "Accueil tells of a payment that waits, or whose end was not seen yet",
  "rent-account → messages": "Mon compte shows the request to pay in parts as Mes messages does",
};

/** Files that may use the type `any`, with the reason. @type {Record<string, string>} */
const ANY = {
  "pdf-frame/bounded-memory.js": "replaces globals of the engine by their names",
  "pdf-frame/frame.js": "pdf.js wants a port of a type of its own",
  "pdf-frame/governed-port.js": "counts messages of pdf.js, which have no published type",
  "pdf-frame/time-slices.js": "replaces methods of the canvas by their names",
};

/** Allowed import cycle, of types only: the wizard calls screens, and screens receive the wizard. */
const CIRCLE = new Set(["screen.ts → wizard.js", "wizard.js → screen.ts"]);

const files = filesUnder("src", "").filter((path) => /\.(js|ts|css)$/.test(path)).map((path) => path.slice("src/".length));

/** Every import, of code and of types: importing file and imported file. */
const imports = files
  .filter((path) => /\.(js|ts)$/.test(path))
  .flatMap((from) => [...read(join("src", from)).matchAll(/(?:\bfrom |\bimport |\bimport\()"(\.[^"?]+)"/g)].map((match) => ({ from, to: join(dirname(from), String(match[1])) })));

/** @param {string} path */
function layerOf(path) {
  if (!path.includes("/")) return ROOF.includes(path) ? "roof" : "ground";
  return String(path.split("/")[0]);
}

/** @param {string} path */
const featureOf = (path) => (path.startsWith("features/") ? path.split("/")[1] : undefined);

/** Layers that each layer may import. @type {Record<string, string[]>} */
const MAY_IMPORT = {
  roof: ["roof", "features", "parts", "ground", "styles"],
  features: ["features", "parts", "ground"],
  parts: ["parts", "ground"],
  ground: ["ground"],
  // Runs in a frame without access to the page (S18).
  "pdf-frame": ["pdf-frame"],
};

test("every import resolves to a file", () => {
  assert.deepEqual(imports.filter(({ to }) => !files.includes(to)), []);
});

test("nothing is imported upwards", () => {
  assert.deepEqual(imports.filter(({ from, to }) => !MAY_IMPORT[layerOf(from)]?.includes(layerOf(to))), []);
});

test("a feature imports another one only where it is listed", () => {
  const known = imports.map(({ from, to }) => [featureOf(from), featureOf(to)]).filter(([from, to]) => from && to && from !== to).map((pair) => pair.join(" → "));
  assert.deepEqual([...new Set(known)].sort(), Object.keys(FEATURE_KNOWS_FEATURE));
});

test("there are no import cycles", () => {
  /** @param {string} path @param {string[]} way @returns {string[] | undefined} */
  const circle = (path, way) => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const { to } of imports.filter(({ from, to }) => from === path && !CIRCLE.has(`${from} → ${to}`))) {
      const found = circle(to, [...way, path]);
      if (found) return found;
    }
    done.add(path);
    return undefined;
  };
  /** @type {Set<string>} */
  const done = new Set();
  assert.deepEqual(files.flatMap((path) => circle(path, [])?.join(" → ") ?? []), []);
});

test("every part is used by at least two features, or by the window", () => {
  /** @param {string} part @param {Set<string>} seen @returns {string[]} */
  const usersOf = (part, seen = new Set()) => {
    if (seen.has(part)) return [];
    seen.add(part);
    return imports.filter(({ to }) => to === part).flatMap(({ from }) => (layerOf(from) === "parts" ? usersOf(from, seen) : [featureOf(from) ?? "the window"]));
  };
  const parts = files.filter((path) => layerOf(path) === "parts");
  assert.deepEqual(parts.filter((part) => {
    const users = new Set(usersOf(part));
    return users.size < 2 && !users.has("the window");
  }), []);
});

test("only the listed files use the type any or suppress checks", () => {
  const found = files.filter((path) => /\.(js|ts)$/.test(path) && /(?:[{<|(,:=]\s*|\[\]\s*)any\b(?!\s+\w)|@ts-(?:ignore|nocheck|expect-error)/.test(read(join("src", path)))).sort();
  assert.deepEqual(found, Object.keys(ANY));
});

test("every screen is in the folder of a feature, or a shared part", () => {
  const screens = files.filter((path) => /\.js$/.test(path) && /screen\.ts"\)\.Screen</.test(read(join("src", path))));
  assert.ok(screens.length > 40);
  assert.deepEqual(screens.filter((path) => layerOf(path) !== "features" && layerOf(path) !== "parts" && basename(path) !== "opening.js"), []);
});

test("a tenant signs out by way of the question for what waits to leave", () => {
  const atOnce = files.filter((path) => path.endsWith(".js") && /\bapi\.signOut\b/.test(read(join("src", path))));
  assert.deepEqual(atOnce, ["features/messages/sign-out-check.js"]);
});
