import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * S13: callout that this computer cannot keep the session, for lack of a working keyring.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} [said] text of the callout on this screen
 */
export function memoryCallout(wizard, said = text("secrets-in-memory")) {
  if (wizard.frame.secretsKept !== "memory") return nothing;
  return html`<p class="callout with-icon" id="secrets-in-memory">${icon("info")}<span>${said}</span></p>`;
}
