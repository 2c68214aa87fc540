import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * S13: said plainly where this computer cannot keep a session.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} [said] what it means on this screen
 */
export function memoryNotice(wizard, said = text("secrets-in-memory")) {
  if (wizard.frame.secretsKept !== "memory") return nothing;
  return html`<p class="notice with-icon" id="secrets-in-memory">${icon("info")}<span>${said}</span></p>`;
}
