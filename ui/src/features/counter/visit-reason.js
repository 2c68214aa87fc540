import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { radioGroup } from "../../parts/radio-group.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { help, helperSays, visitTitle } from "./frame.js";
import { tenantFacts } from "./tenant-facts.js";

/** @typedef {import("../../bindings.ts").VisitReason} VisitReason */

/** Why a tenant of another agency comes here (S21). @type {import("../../screen.ts").Screen<"visitReason", { reason: VisitReason | null }>} */
export const visitReason = {
  heading: ({ step }) => text("visit-reason-heading", { name: step.tenant.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ step }) => ({ reason: step.reason }),
  view: ({ wizard, step, local: own }) => {
    /** @type {VisitReason[]} */
    const reasons = ["nearer", "agencyClosed", "sentHere", "moving", "other"];
    return page(wizard, {
      side: helperSays("say-reason"),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitReason(own.reason, typed("visitNote"))),
        body: html`
          ${radioGroup({
            name: "visit-reason",
            legend: text("visit-reason-legend"),
            value: own.reason ?? "",
            failures: wizard.fieldFailures("visitReason"),
            choices: reasons.map((one, place) => ({ value: one, label: text(`reason-${one}`), id: place === 0 ? "visit-reason" : undefined })),
            onChoose: (value) => {
              own.reason = /** @type {VisitReason} */ (value);
              wizard.redraw();
            },
          })}
          ${own.reason === "other" ? textField(wizard, { field: "visitNote", label: text("visit-note-label"), hint: text("visit-note-hint"), value: step.note, autocomplete: "off" }) : nothing}
          <p class="secondary">${text("visit-reason-kept")}</p>
          <div class="found-tenant"><div class="found-facts">${tenantFacts(step.tenant)}</div></div>
        `,
      }),
    });
  },
};
