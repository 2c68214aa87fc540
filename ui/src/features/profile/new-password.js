import { html } from "lit-html";
import * as api from "../../api.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { typed } from "../../field-ids.js";
import { newPasswordField, noNewPassword } from "../../parts/new-password.js";
import { page } from "../../parts/page.js";
import { clearPassword } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"accountNewPassword", import("../../parts/new-password.js").NewPassword>} */
export const accountNewPassword = {
  heading: () => text("password-heading-reset"),
  back: ({ wizard }) => wizard.stepBack,
  enter: noNewPassword,
  leave: clearPassword,
  view: ({ wizard, local }) => {
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => {
          local.visibility.shown = false;
          wizard.redraw();
          wizard.act(() => api.submitNewAccountPassword(typed("password")), "busy-password");
        },
        body: html`
          <p>${text("account-new-password-lead")}</p>
          ${newPasswordField(wizard, local)}
        `,
      }),
    });
  },
};
