import { text } from "../text.js";
import { textField } from "./text-field.js";

/**
 * Field for a mobile number, to which an SMS code is sent.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} field
 * @param {string} field.label
 * @param {string} field.value
 * @param {AutoFill} [field.autocomplete]
 * @param {string} [field.describedBy]
 */
export function phoneField(wizard, { autocomplete = "tel", ...field }) {
  return textField(wizard, { ...field, field: "phone", hint: text("phone-hint"), type: "tel", inputmode: "tel", autocomplete, size: "telephone" });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} field
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {string} field.value
 */
export function landlineField(wizard, field) {
  return textField(wizard, { ...field, field: "landline", type: "tel", inputmode: "tel", autocomplete: "home tel", size: "telephone" });
}
