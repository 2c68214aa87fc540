import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { phoneField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { help, helperSays, visitTitle } from "./frame.js";

/** @type {import("../../screen.ts").Screen<"visitNewNumber">} */
export const visitNewNumber = {
  heading: ({ step }) => text("visit-number-heading", { name: step.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      side: helperSays("say-number"),
      body: questionForm(wizard, {
        action: text("visit-number-action"),
        onSubmit: () => wizard.act(() => api.submitNewNumber(typed("phone"))),
        body: html`
          ${phoneField(wizard, { label: text("visit-number-label"), value: step.typed, autocomplete: "off" })}
        `,
      }),
    }),
};
