import "./profile.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { maskedPhone } from "../../format.js";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { phoneAloud } from "../../parts/masked.js";
import { page } from "../../parts/page.js";
import { phoneField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"profileMobile">} */
export const profileMobile = {
  heading: () => text("profile-mobile-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { current, typed: before } = step;
    return page(wizard, {
      drawing: phoneDrawing(),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitProfileMobile(typed("phone")), "busy-sms"),
        body: html`
          ${current
            ? html`<p>
                ${text("profile-mobile-current")} <strong class="telephone" aria-hidden="true">${maskedPhone(current)}</strong>
                ${phoneAloud(current)}
              </p>`
            : nothing}
          ${phoneField(wizard, { label: text("profile-mobile-label"), value: before })}
          <p class="secondary notified-too">${text("profile-mobile-notified")}</p>
        `,
      }),
    });
  },
};
