import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { checkBox, isTicked } from "../../parts/check-box.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { fieldError } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { help, helperSays } from "./frame.js";

/** @typedef {import("../../bindings.ts").VisitPurpose} VisitPurpose */

/** @type {import("../../screen.ts").Screen<"visitConsent">} */
export const visitConsent = {
  heading: () => text("visit-consent-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { offered, adds } = step;
    const agree = adds ? api.addPurposes : api.beginVisit;
    const failures = wizard.fieldFailures("purposes");
    return page(wizard, {
      side: helperSays(adds ? "say-consent-more" : "say-consent"),
      body: questionForm(wizard, {
        action: text("visit-consent-action"),
        onSubmit: () => wizard.act(() => agree(offered.filter((purpose) => isTicked(boxOf(purpose)))), "busy-opening"),
        body: html`
          <fieldset class=${failures.length > 0 ? "purposes in-error" : "purposes"} id="purposes" tabindex="-1" aria-describedby=${failures.length > 0 ? "purposes-error" : nothing}>
            <legend>${text("visit-consent-legend")}</legend>
            ${fieldError("purposes", failures)} ${offered.map((purpose) => checkBox({ id: boxOf(purpose), label: text(`purpose-${purpose}`), checked: false, group: failures.length > 0 ? "purposes" : undefined }))}
          </fieldset>
          <h2>${text("visit-consent-known")}</h2>
          <ul>
            <li>${text("visit-consent-types")}</li>
            <li>${text("visit-consent-wiped")}</li>
            <li>${text("visit-consent-journal", { landlord: wizard.landlordName })}</li>
            <li>${text("visit-consent-stop")}</li>
          </ul>
        `,
      }),
    });
  },
};

/** @param {VisitPurpose} purpose */
const boxOf = (purpose) => `purpose-${purpose}`;
