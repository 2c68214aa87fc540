import "./profile.css";
import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { clear } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";

/**
 * The code that came by mail, for a change that does not count yet (S8).
 * @type {import("../../screen.ts").Screen<"profileMailCode">}
 */
export const profileMailCode = {
  heading: () => text("profile-mail-code-heading"),
  back: ({ wizard }) => wizard.stepBack,
  // A code that was used is worthless.
  leave: () => clear("smsCode"),
  view: ({ wizard }) =>
    page(wizard, {
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitProfileMailCode(typed("smsCode")), "busy-checking"),
        body: html`
          <p>${text("profile-mail-code-lead")}</p>
          ${textField(wizard, {
            field: "smsCode",
            label: text("profile-mail-code-label"),
            hint: text("sms-hint"),
            inputmode: "numeric",
            autocomplete: "one-time-code",
            size: "code-short",
          })}
          <p class="with-icon">${icon("info")}<span>${text("sms-secret")}</span></p>
          <p class="secondary">${text("profile-mail-code-nothing")}</p>
        `,
      }),
    }),
};
