import { html } from "lit-html";
import * as api from "../../api.js";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { maskedPhone } from "../../format.js";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"phone">} */
export const phone = {
  heading: () => text("phone-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { mask, typed: before, purpose } = step;
    return page(wizard, {
      stage: "phone",
      purpose,
      drawing: phoneDrawing(),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitPhone(typed("phone"))),
        beside: wizard.counter ? undefined : html`<button type="button" id="unknown-number" class="link" @click=${() => askAgency(wizard)}>${text("phone-unknown")}</button>`,
        body: html`
          <p>${text("phone-lead")}</p>
          <p class="masked" id="phone-mask">
            <span aria-hidden="true">${maskedPhone(mask)}</span>
            <span class="visually-hidden">${text("phone-mask-aloud", { first: mask.firstDigits, last: mask.lastDigits })}</span>
          </p>
          ${textField(wizard, {
            field: "phone",
            label: text("phone-label"),
            hint: text("phone-hint"),
            value: before,
            type: "tel",
            inputmode: "tel",
            autocomplete: "tel",
            size: "telephone",
            describedBy: "phone-mask",
          })}
        `,
      }),
    });
  },
};

/** @param {import("../../wizard.js").Wizard} wizard */
function askAgency(wizard) {
  wizard.contactReason = "number";
  wizard.act(api.contactAgency, "busy-opening");
}
