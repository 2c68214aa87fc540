import { html } from "lit-html";
import * as api from "../../api.ts";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { radioGroup } from "../../parts/radio-group.js";
import { text } from "../../text.js";
import { help, helperSays, visitTitle } from "./frame.js";
import { tenantFacts } from "./tenant-facts.js";

/** @typedef {import("../../bindings.ts").IdentityDocument} IdentityDocument */

/** @type {import("../../screen.ts").Screen<"visitIdentity", { document: IdentityDocument | null }>} */
export const visitIdentity = {
  heading: ({ step }) => text("visit-identity-heading", { name: step.tenant.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ document: null }),
  view: ({ wizard, step, local: own }) => {
    /** @type {IdentityDocument[]} */
    const documents = ["identityCard", "passport", "residencePermit", "drivingLicence"];
    return page(wizard, {
      side: helperSays("say-identity"),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitIdentity(own.document)),
        body: html`
          <div class="identity-documents">
            ${radioGroup({
              name: "identity-document",
              legend: text("visit-identity-legend"),
              value: own.document ?? "",
              failures: wizard.fieldFailures("identityDocument"),
              choices: documents.map((one, place) => ({ value: one, label: text(`identity-${one}`), id: place === 0 ? "identity-document" : undefined })),
              onChoose: (value) => {
                own.document = /** @type {IdentityDocument} */ (value);
                wizard.redraw();
              },
            })}
          </div>
          <p class="secondary">${text("visit-identity-never")}</p>
          <div class="found-tenant"><div class="found-facts">${tenantFacts(step.tenant)}</div></div>
        `,
      }),
    });
  },
};
