import { html } from "lit-html";
import * as api from "../../api.ts";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { maskedCode } from "../../parts/masked.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"resumeEnrolment">} */
export const resumeEnrolment = {
  heading: ({ step }) => text(step.purpose === "passwordReset" ? "resume-heading-reset" : "resume-heading"),
  view: ({ wizard, step }) => {
    const { tenantCodeEnd } = step;
    return page(wizard, {
      drawing: phoneDrawing(),
      body: questionForm(wizard, {
        action: text("resume-continue"),
        onSubmit: () => wizard.act(api.resumeEnrolment, "busy-opening"),
        beside: html`<button type="button" id="abandon-enrolment" class="link" @click=${() => wizard.act(api.abandonEnrolment, "busy-opening")}>
          ${text("resume-abandon")}
        </button>`,
        body: html`
          <p class="lead">${text("resume-lead")}</p>
          <dl class="facts">
            <dt>${text("tenant-code-label")}</dt>
            <dd>
              ${maskedCode(tenantCodeEnd)}
            </dd>
          </dl>
        `,
      }),
    });
  },
};
