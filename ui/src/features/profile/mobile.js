import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { maskedPhone } from "../../format.js";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"accountMobile">} */
export const accountMobile = {
  heading: () => text("account-mobile-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { current, typed: before } = step;
    return page(wizard, {
      drawing: phoneDrawing(),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitAccountMobile(typed("phone")), "busy-sms"),
        body: html`
          ${current
            ? html`<p>
                ${text("account-mobile-current")} <strong class="telephone" aria-hidden="true">${maskedPhone(current)}</strong>
                <span class="visually-hidden">${text("phone-mask-aloud", { first: current.firstDigits, last: current.lastDigits })}</span>
              </p>`
            : nothing}
          ${textField(wizard, {
            field: "phone",
            label: text("account-mobile-label"),
            hint: text("phone-hint"),
            value: before,
            type: "tel",
            inputmode: "tel",
            autocomplete: "tel",
            size: "telephone",
          })}
          <p class="secondary told-too">${text("account-mobile-told")}</p>
        `,
      }),
    });
  },
};
