import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { typed } from "../../field-ids.js";
import { newPasswordField, noNewPassword } from "../../parts/new-password.js";
import { page } from "../../parts/page.js";
import { clearPassword } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"password", import("../../parts/new-password.js").NewPassword>} */
export const password = {
  heading: ({ step }) => text(step.purpose === "passwordReset" ? "password-heading-reset" : "password-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: noNewPassword,
  leave: clearPassword,
  view: ({ wizard, step, local }) => {
    const { purpose } = step;
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
