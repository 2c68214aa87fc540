import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { landlineField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"profileLandline">} */
export const profileLandline = {
  heading: () => text("profile-landline-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => wizard.act(() => api.submitProfileLandline(typed("landline")), "busy-change"),
        body: landlineField(wizard, { label: text("profile-landline-label"), hint: text("profile-landline-hint"), value: step.typed }),
      }),
    }),
};
