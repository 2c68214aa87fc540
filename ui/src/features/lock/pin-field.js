import { passwordField } from "../../parts/password-field.js";

/**
 * Field for a PIN of six digits, hidden until *Afficher* is clicked.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {object} field
 * @param {"pin" | "pinAgain" | "currentPin"} field.field
 * @param {import("../../parts/password-field.js").Visibility} field.visibility
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {string | undefined} [field.describedBy]
 */
export function pinField(wizard, field) {
  return passwordField(wizard, { ...field, inputmode: "numeric", size: "code-short", autocomplete: field.field === "pin" ? "current-password" : "new-password" });
}
