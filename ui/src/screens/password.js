import { html, nothing } from "lit-html";
import * as api from "../api.js";
import { keyDrawing } from "../drawings/key.js";
import { typed } from "../parts/field-ids.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { clearPassword, hiddenPassword, passwordField } from "../parts/password-field.js";
import { questionForm } from "../parts/question-form.js";
import { text } from "../text.js";
import { stepOf } from "./step-of.js";

/** @typedef {{ visibility: import("../parts/password-field.js").Visibility, reading: import("../bindings.ts").PasswordReading | null, asked: number }} Local */

/** @type {import("./index.js").Screen} */
export const password = {
  heading: (wizard) => text(stepOf(wizard, "password").purpose === "passwordReset" ? "password-heading-reset" : "password-heading"),
  back: (wizard) => wizard.stepBack,
  enter: () => /** @type {Local} */ ({ visibility: hiddenPassword(), reading: null, asked: 0 }),
  leave: clearPassword,
  view: (wizard) => {
    /** @type {Local} */
    const local = wizard.local;
    const { reading } = local;
    const { purpose } = stepOf(wizard, "password");
    const resetting = purpose === "passwordReset";
    return page(wizard, {
      stage: "password",
      purpose,
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => {
          local.visibility.shown = false;
          wizard.redraw();
          wizard.act(() => api.submitPassword(typed("password")), resetting ? "busy-password" : "busy-account");
        },
        body: html`
          ${resetting ? html`<p>${text("password-reset-lead")}</p>` : nothing}
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
        `,
      }),
    });
  },
};

/**
 * @param {string} id
 * @param {boolean} met
 */
function rule(id, met) {
  return html`<li class=${met ? "met" : ""}>
    ${icon(met ? "check" : "circle")}<span>${text(id)}<span class="visually-hidden"> ${text(met ? "password-rule-met" : "password-rule-open")}</span></span>
  </li>`;
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Local} local
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
      // The rule lines are only a help; the password is checked when it is sent.
    },
  );
}
