import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/** S13: said plainly where this computer cannot keep a session. @param {import("../wizard.js").Wizard} wizard */
export function memoryNotice(wizard) {
  if (wizard.secretsKept !== "memory") return nothing;
  return html`<p class="notice with-icon" id="secrets-in-memory">${icon("info")}<span>${text("secrets-in-memory")}</span></p>`;
}
