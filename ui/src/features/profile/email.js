import "./profile.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { emailField } from "../../parts/email-field.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"profileEmail", import("../../parts/email-field.js").TypedEmail>} */
export const profileEmail = {
  heading: () => text("profile-email-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ step }) => ({ email: step.typed }),
  view: ({ wizard, step, local }) => {
    const { current, typed: before } = step;
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => wizard.act(() => api.submitProfileEmail(typed("email")), "busy-change"),
        body: html`
          ${current ? html`<p class="breakable">${text("profile-email-current")} <strong>${current}</strong></p>` : nothing}
          ${emailField(wizard, local, { label: text("profile-email-label"), value: before })}
          <p class="secondary notified-too">${text("profile-email-notified")}</p>
        `,
      }),
    });
  },
};
