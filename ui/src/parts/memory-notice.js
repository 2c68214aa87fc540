import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * S13: notice that this computer cannot keep the session, for lack of a working keyring.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} [said] text of the notice on this screen
 */
export function memoryNotice(wizard, said = text("secrets-in-memory")) {
  if (wizard.frame.secretsKept !== "memory") return nothing;
  return html`<p class="notice with-icon" id="secrets-in-memory">${icon("info")}<span>${said}</span></p>`;
}
