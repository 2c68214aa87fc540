import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { withoutScheme } from "./failure-text.js";

/** Where the terms of a landlord with its own are read. @param {string} url */
export const termsWhere = (url) => text("legal-terms-where", { address: withoutScheme(url) });

/**
 * Opens the terms of use and the notice on personal data. A landlord with terms of its own names their address instead.
 * @param {import("../wizard.js").Wizard} wizard
 */
export function legalLinks(wizard) {
  return html`<p class="link-line">
    ${wizard.landlord?.termsUrl ? nothing : link(wizard, "terms-of-use", "legal-read-terms")} ${link(wizard, "personal-data", "legal-read-data")}
  </p>`;
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {"terms-of-use" | "personal-data"} panel
 * @param {string} label
 */
const link = (wizard, panel, label) =>
  html`<button type="button" id=${panel} class="link" @click=${() => wizard.open(panel)}>${text(label)}</button>`;
