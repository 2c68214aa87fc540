import { html } from "lit-html";
import { consent as inWords } from "./sections.js";
import * as api from "../../api.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { radioGroup } from "../../parts/radio-group.js";
import { text } from "../../text.js";
import { stepOf } from "../../step-of.js";

/** @typedef {{ answer: "yes" | "no" }} Local */

/** @type {import("../../screens.js").Screen} */
export const accountConsent = {
  heading: (wizard) => text(`account-consent-${stepOf(wizard, "accountConsent").question}`, { landlord: wizard.landlordName }),
  back: (wizard) => wizard.stepBack,
  enter: (wizard) => /** @type {Local} */ ({ answer: stepOf(wizard, "accountConsent").consent.given ? "yes" : "no" }),
  view: (wizard) => {
    /** @type {Local} */
    const local = wizard.local;
    const { question, consent } = stepOf(wizard, "accountConsent");
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => wizard.act(() => api.submitAccountConsent(local.answer === "yes"), "busy-change"),
        body: html`
          <p>${text(`account-consent-meaning-${question}`, { landlord: wizard.landlordName })}</p>
          <p>${text("account-consent-current")} <strong>${inWords(consent)}</strong></p>
          ${radioGroup({
            name: "consent",
            legend: text("account-consent-legend"),
            value: local.answer,
            choices: [
              { value: "yes", label: text("account-consent-yes") },
              { value: "no", label: text("account-consent-no") },
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
