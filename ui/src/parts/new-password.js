import "./new-password.css";
import { html } from "lit-html";
import * as api from "../api.ts";
import { typed } from "../field-ids.js";
import { text } from "../text.js";
import { icon } from "./icon.js";
import { hiddenPassword, passwordField } from "./password-field.js";

/** @typedef {{ visibility: import("./password-field.js").Visibility, reading: import("../bindings.ts").PasswordReading | null, asked: number }} NewPassword */

/** @returns {NewPassword} */
export const noNewPassword = () => ({ visibility: hiddenPassword(), reading: null, asked: 0 });

/**
 * Field for a new password, with the rules for it and its strength.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {NewPassword} local
 */
export function newPasswordField(wizard, local) {
  const { reading } = local;
  return html`
    ${passwordField(wizard, {
      visibility: local.visibility,
      label: text("password-label"),
      hint: text("password-hint"),
      autocomplete: "new-password",
      describedBy: "password-rules",
      onInput: (typedText) => read(wizard, local, typedText),
    })}
    <ul class="rules" id="password-rules">
      ${rule("password-rule-length", reading?.longEnough ?? false)} ${rule("password-rule-case", reading?.upperAndLower ?? false)}
      ${rule("password-rule-digit", reading?.digit ?? false)}
    </ul>
    <p class="strength" aria-live="polite">${reading && typed("password") ? text(`password-strength-${reading.strength}`) : ""}</p>
  `;
}

/**
 * @param {string} id
 * @param {boolean} met
 */
function rule(id, met) {
  return html`<li class=${met ? "met" : ""}>
    ${met ? icon("check") : html`<span class="rule-open" aria-hidden="true"></span>`}<span>${text(id)}<span class="visually-hidden"> ${text(met ? "password-rule-met" : "password-rule-open")}</span></span>
  </li>`;
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {NewPassword} local
 * @param {string} typedText
 */
function read(wizard, local, typedText) {
  local.asked += 1;
  const asked = local.asked;
  api.readPassword(typedText).then(
    (reading) => {
      if (asked !== local.asked) return;
      local.reading = reading;
      wizard.redraw();
    },
    () => {
      // The rules and the strength are only an aid: the password is checked when it is sent.
    },
  );
}
