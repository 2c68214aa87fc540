import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { typed } from "../../field-ids.js";
import { newPasswordField, noNewPassword } from "../../parts/new-password.js";
import { page } from "../../parts/page.js";
import { clearPassword } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { stepOf } from "../../step-of.js";

/** @type {import("../../screens.js").Screen} */
export const password = {
  heading: (wizard) => text(stepOf(wizard, "password").purpose === "passwordReset" ? "password-heading-reset" : "password-heading"),
  back: (wizard) => wizard.stepBack,
  enter: noNewPassword,
  leave: clearPassword,
  view: (wizard) => {
    /** @type {import("../../parts/new-password.js").NewPassword} */
    const local = wizard.local;
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
          ${newPasswordField(wizard, local)}
        `,
      }),
    });
  },
};
