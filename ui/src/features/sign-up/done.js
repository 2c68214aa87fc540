import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { openDoorDrawing } from "../../parts/drawings/door.js";
import { maskedCode } from "../../parts/masked.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"done">} */
export const done = {
  heading: ({ step }) => text(step.purpose === "passwordReset" ? "done-heading-reset" : "done-heading"),
  view: ({ wizard, step }) => {
    const { tenantCodeEnd, purpose } = step;
    return page(wizard, {
      drawing: openDoorDrawing(),
      body: questionForm(wizard, {
        action: text(wizard.counter ? "counter-hand-back" : "done-action"),
        onSubmit: () => wizard.act(wizard.counter ? api.backToVisit : api.finishEnrolment, "busy-opening"),
        body: html`
          <p class="lead">${lead(wizard, purpose)}</p>
          <h2>${text("done-next-time")}</h2>
          <dl class="facts">
            <dt>${text("tenant-code-label")}</dt>
            <dd>
              ${maskedCode(tenantCodeEnd)}
              <p class="secondary">${text(wizard.frame.secretsKept === "keyring" ? "done-code-kept" : "done-code-not-kept")}</p>
            </dd>
            <dt>${text("sign-in-password")}</dt>
            <dd>${text("done-password")}</dd>
          </dl>
          ${purpose === "passwordReset" ? nothing : html`<p class="secondary">${text("done-email-code")}</p>`} ${memoryCallout(wizard)}
        `,
      }),
    });
  },
};

/**
 * At a counter, what comes next is that the tenant gives the computer back.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").EnrolmentPurpose} purpose
 */
function lead(wizard, purpose) {
  if (purpose === "passwordReset") return text("done-lead-reset");
  return text(wizard.counter ? "done-lead-counter" : "done-lead");
}
