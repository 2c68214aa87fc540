import "./tenant-code-field.css";
import { html } from "lit-html";
import * as api from "../api.js";
import { text } from "../text.js";
import { textField } from "./text-field.js";

/** @typedef {import("../bindings.ts").TenantCodeReading} Reading */
/** @typedef {{ reading: Reading | null, spoken: string, asked: number, timer: number }} Echo */

/** A screen reader hears the echo once the typing pauses, not at each digit. */
const PAUSE_BEFORE_SPEAKING = 900;

/** @returns {Echo} */
export const noEcho = () => ({ reading: null, spoken: "", asked: 0, timer: 0 });

/**
 * The code's field is never reformatted while one types: how it reads stands below, in groups.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} field
 * @param {Echo} field.echo
 * @param {string} field.label
 * @param {string} field.hint
 * @param {string} field.value
 * @param {AutoFill} [field.autocomplete]
 * @param {(reading: Reading, text: string) => void} [field.onRead]
 */
export function tenantCodeField(wizard, { echo, label, hint, value, autocomplete = "off", onRead }) {
  return textField(wizard, {
    field: "tenantCode",
    label,
    hint,
    value,
    autocomplete,
    inputmode: "numeric",
    size: "code-long",
    onInput: (typed) => readCode(wizard, echo, typed, onRead),
    below: html`
      <p class="code-echo" aria-hidden="true">${echoText(echo.reading)}</p>
      <p class="visually-hidden" role="status">${echo.spoken}</p>
    `,
  });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Echo} echo
 * @param {string} typed
 * @param {(reading: Reading, text: string) => void} [onRead]
 */
export function readCode(wizard, echo, typed, onRead) {
  echo.asked += 1;
  const asked = echo.asked;
  api.readTenantCode(typed).then(
    (reading) => {
      if (asked !== echo.asked) return;
      echo.reading = reading;
      window.clearTimeout(echo.timer);
      echo.timer = window.setTimeout(() => {
        echo.spoken = echoText(reading);
        wizard.redraw();
      }, PAUSE_BEFORE_SPEAKING);
      onRead?.(reading, typed);
      wizard.redraw();
    },
    () => {
      // The echo is only a help; the code is read again when it is sent.
    },
  );
}

/** @param {Reading | null} reading */
function echoText(reading) {
  if (!reading || reading.digits === 0) return "";
  return text("tenant-code-echo", { grouped: reading.grouped, digits: reading.digits, expected: reading.expected });
}
