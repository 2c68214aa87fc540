import { html } from "lit-html";
import * as api from "../../api.ts";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { radioGroup } from "../../parts/radio-group.js";
import { text } from "../../text.js";
import { consent as inWords } from "./sections.js";

/** @typedef {{ answer: "yes" | "no" }} Local */

/** @type {import("../../screen.ts").Screen<"profileConsent", Local>} */
export const profileConsent = {
  heading: ({ wizard, step }) => text(`profile-consent-${step.question}`, { landlord: wizard.landlordName }),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ step }) => ({ answer: step.consent.given ? "yes" : "no" }),
  view: ({ wizard, step, local }) => {
    const { question, consent } = step;
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => wizard.act(() => api.submitProfileConsent(local.answer === "yes"), "busy-change"),
        body: html`
          <p>${text(`profile-consent-meaning-${question}`, { landlord: wizard.landlordName })}</p>
          <p>${text("profile-consent-current")} <strong>${inWords(consent)}</strong></p>
          ${radioGroup({
            name: "consent",
            legend: text("profile-consent-legend"),
            value: local.answer,
            choices: [
              { value: "yes", label: text("profile-consent-yes") },
              { value: "no", label: text("profile-consent-no") },
            ],
            onChoose: (answer) => {
              local.answer = answer;
              wizard.redraw();
            },
          })}
        `,
      }),
    });
  },
};
