import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { landlineField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"accountLandline">} */
export const accountLandline = {
  heading: () => text("account-landline-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => wizard.act(() => api.submitAccountLandline(typed("landline")), "busy-change"),
        body: landlineField(wizard, { label: text("account-landline-label"), hint: text("account-landline-hint"), value: step.typed }),
      }),
    }),
};
