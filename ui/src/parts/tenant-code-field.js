import * as api from "../api.ts";
import { text } from "../text.js";
import { codeEcho, echoReading } from "./code-echo.js";
import { textField } from "./text-field.js";

/** @typedef {import("../bindings.ts").TenantCodeReading} Reading */

/**
 * Field for a tenant code. It is never reformatted during typing: an echo below shows the code in groups.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} field
 * @param {import("./code-echo.js").Echo} field.echo
 * @param {string} field.label
 * @param {string} field.hint
 * @param {string} field.value
 * @param {AutoFill} [field.autocomplete]
 * @param {string} [field.describedBy] id of another element that describes the field
 * @param {(reading: Reading, text: string) => void} [field.onRead]
 */
export function tenantCodeField(wizard, { echo, label, hint, value, autocomplete = "off", describedBy, onRead }) {
  return textField(wizard, {
    field: "tenantCode",
    label,
    hint,
    value,
    autocomplete,
    describedBy,
    inputmode: "numeric",
    size: "code-long",
    onInput: (typed) => readCode(wizard, echo, typed, onRead),
    below: codeEcho(echo),
  });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("./code-echo.js").Echo} echo
 * @param {string} typed
 * @param {(reading: Reading, text: string) => void} [onRead]
 */
export function readCode(wizard, echo, typed, onRead) {
  echoReading(wizard, echo, {
    reading: api.readTenantCode(typed),
    describe: ({ digits, expected, grouped }) => (digits === 0 ? "" : text("tenant-code-echo", { grouped, digits, expected })),
    onRead: (reading) => onRead?.(reading, typed),
  });
}
