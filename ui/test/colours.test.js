import assert from "node:assert/strict";
import { test } from "node:test";
import { brandColours, contrast } from "../src/brand.js";
import { read } from "./sources.js";

const css = read("src/styles/tokens.css").replace(/@media \(forced-colors[\s\S]*$/, "");
const [normal, strong] = css.split('[data-contrast="strong"]').map(tokens);

/**
 * Light and dark value of each token in a block of CSS.
 * @param {string} block
 */
function tokens(block) {
  /** @type {Record<string, [string, string]>} */
  const found = {};
  for (const [, name, value] of block.matchAll(/--([\w-]+): ([^;]+);/g)) {
    const both = /^light-dark\((.+), (.+)\)$/.exec(String(value));
    found[String(name)] = both ? [String(both[1]), String(both[2])] : [String(value), String(value)];
  }
  return found;
}

/**
 * @param {Record<string, [string, string]>} theme
 * @param {string} name
 * @param {0 | 1} side
 * @returns {string}
 */
function colour(theme, name, side) {
  const value = theme[name]?.[side] ?? normal?.[name]?.[side] ?? "";
  const reference = /^var\(--([\w-]+)\)$/.exec(value);
  return reference ? colour(theme, String(reference[1]), side) : value;
}

test("text has a contrast of at least 7:1 on every ground, in every theme", () => {
  for (const [themeName, theme] of Object.entries({ normal, strong })) {
    assert.ok(theme);
    for (const side of /** @type {const} */ ([0, 1])) {
      for (const ink of ["text", "secondary", "error", "success", "action"]) {
        for (const ground of ["paper", "surface", "field", "tint"]) {
          const reached = contrast(colour(theme, ink, side), colour(theme, ground, side));
          assert.ok(reached >= 7, `${themeName} ${side ? "dark" : "light"}: ${ink} on ${ground} is ${reached.toFixed(2)}`);
        }
      }
      const button = contrast(colour(theme, "on-action", side), colour(theme, "action", side));
      assert.ok(button >= 7, `${themeName}: the main button is ${button.toFixed(2)}`);
    }
  }
});

test("field borders have a contrast of at least 3:1", () => {
  for (const theme of [normal, strong]) {
    assert.ok(theme);
    for (const side of /** @type {const} */ ([0, 1])) assert.ok(contrast(colour(theme, "border", side), colour(theme, "field", side)) >= 3);
  }
});

test("every landlord colour is made readable in light and dark themes", () => {
  for (const brand of ["#e2001a", "#ffe600", "#ffffff", "#000000", "#00a19a", "#808080"]) {
    const colours = brandColours(brand);
    assert.ok(colours, brand);
    for (const paper of ["#faf8f4", "#ffffff", "#f3f6f7"]) assert.ok(contrast(colours.onLight, paper) >= 7, `${brand} on ${paper}`);
    for (const paper of ["#14181c", "#1d2329", "#1a242b"]) assert.ok(contrast(colours.onDark, paper) >= 7, `${brand} on ${paper}`);
    assert.ok(contrast("#06202c", colours.onDark) >= 7, `${brand}: text on the dark theme's button`);
  }
});

test("a value that is not a #rrggbb colour is ignored", () => {
  assert.equal(brandColours(null), null);
  assert.equal(brandColours("url(x)"), null);
});
