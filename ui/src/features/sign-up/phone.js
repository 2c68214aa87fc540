import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { maskedPhone } from "../../format.js";
import { askAgency } from "../../parts/ask-agency.js";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { phoneAloud } from "../../parts/masked.js";
import { page } from "../../parts/page.js";
import { phoneField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { typedCode } from "../../parts/typed-code.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"phone">} */
export const phone = {
  heading: () => text("phone-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { mask, tenantCode, typed: before, purpose } = step;
    return page(wizard, {
      stage: "phone",
      purpose,
      drawing: phoneDrawing(),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitPhone(typed("phone"))),
        beside: wizard.counter ? undefined : html`<button type="button" id="unknown-number" class="link" @click=${() => askAgency(wizard, "number")}>${text("phone-unknown")}</button>`,
        body: html`
          <p>${text("phone-lead")}</p>
          <p class="masked" id="phone-mask">
            <span class="digits" aria-hidden="true">${maskedPhone(mask)}</span>
            ${phoneAloud(mask)}
          </p>
          ${phoneField(wizard, { label: text("phone-label"), value: before, describedBy: "phone-mask" })}
          ${tenantCode === null ? nothing : typedCode(wizard, tenantCode, text("phone-not-mine"))}
        `,
      }),
    });
  },
};
