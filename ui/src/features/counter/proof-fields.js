/** Fields with which staff prove their identity. */
import { html } from "lit-html";
import { clear, passwordField } from "../../parts/password-field.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";

/** Empties the password and the code of the telephone. */
export const clearProofs = () => clear("password", "staffCode");

/**
 * Fields for login, password and the code of the telephone, to sign in or to approve a new number (S21).
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {{ visibility: import("../../parts/password-field.js").Visibility }} local
 * @param {string} login
 */
export function proofFields(wizard, local, login) {
  return html`
    ${textField(wizard, { field: "staffLogin", label: text("staff-login-label"), hint: text("staff-login-hint"), value: login, autocomplete: "off" })}
    ${passwordField(wizard, { visibility: local.visibility, label: text("sign-in-password"), autocomplete: "current-password" })}
    ${codeField(wizard)}
  `;
}

/** @param {import("../../wizard.js").Wizard} wizard */
export function codeField(wizard) {
  return textField(wizard, { field: "staffCode", label: text("staff-code-label"), hint: text("staff-code-hint"), autocomplete: "one-time-code" });
}
