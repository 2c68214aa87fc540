/** What the whole document looks like, and in which language it is. */
import { brandColours } from "./brand.js";
import { bundleFor } from "./locale.js";
import { directionOf, useBundle } from "./text.js";

/** @param {import("./bindings.ts").Preferences} preferences */
export function applyPreferences({ textSize, contrast, appearance, language }) {
  useBundle(bundleFor(language));
  const root = document.documentElement;
  root.lang = language;
  root.dir = directionOf(language);
  root.dataset["textSize"] = String(textSize);
  root.dataset["contrast"] = contrast;
  root.dataset["appearance"] = appearance;
}

/** @param {import("./bindings.ts").LandlordProfile | null} landlord */
export function applyBrand(landlord) {
  const colours = brandColours(landlord?.primaryColour ?? null);
  if (!colours) return;
  document.documentElement.style.setProperty("--brand-on-light", colours.onLight);
  document.documentElement.style.setProperty("--brand-on-dark", colours.onDark);
}
