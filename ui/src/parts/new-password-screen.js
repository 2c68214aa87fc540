import { html, nothing } from "lit-html";
import { typed } from "../field-ids.js";
import { text } from "../text.js";
import { keyDrawing } from "./drawings/key.js";
import { newPasswordField, noNewPassword } from "./new-password.js";
import { page } from "./page.js";
import { clearPassword, hidePasswords } from "./password-field.js";
import { questionForm } from "./question-form.js";

/**
 * @typedef {object} Choice what the password is chosen for
 * @property {string} heading
 * @property {string | null} lead what happens to other devices; null for a new account
 * @property {import("../bindings.ts").EnrolmentPurpose} [purpose] purpose of the step's enrolment
 * @property {(password: string) => Promise<import("../bindings.ts").Shown>} submit
 * @property {string} busy
 */

/**
 * Screen on which a tenant chooses a password.
 * @template {import("../screen.ts").Name} N
 * @param {(step: import("../screen.ts").StepOf<N>) => Choice} choiceOf
 * @returns {import("../screen.ts").Screen<N, import("./new-password.js").NewPassword>}
 */
export function newPasswordScreen(choiceOf) {
  return {
    heading: ({ step }) => choiceOf(step).heading,
    back: ({ wizard }) => wizard.stepBack,
    enter: noNewPassword,
    leave: clearPassword,
    view: ({ wizard, step, local }) => {
      const { lead, purpose, submit, busy } = choiceOf(step);
      return page(wizard, {
        ...(purpose ? { stage: "password", purpose } : {}),
        drawing: keyDrawing(),
        body: questionForm(wizard, {
          action: text("validate"),
          onSubmit: () => {
            hidePasswords(wizard, local.visibility);
            wizard.act(() => submit(typed("password")), busy);
          },
          body: html`
            ${lead === null ? nothing : html`<p>${lead}</p>`}
            ${newPasswordField(wizard, local)}
          `,
        }),
      });
    },
  };
}
