import { passwordField } from "../../parts/password-field.js";

/**
 * Six digits, hidden until they are asked to be shown.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {object} field
 * @param {"pin" | "pinAgain" | "currentPin"} field.field
 * @param {import("../../parts/password-field.js").Visibility} field.visibility
 * @param {string} field.label
 * @param {string} [field.hint]
 */
export function pinField(wizard, field) {
  return passwordField(wizard, { ...field, inputmode: "numeric", size: "code-short", autocomplete: field.field === "pin" ? "current-password" : "new-password" });
}
