import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { askAgency } from "../../parts/ask-agency.js";
import { checkBox, isTicked } from "../../parts/check-box.js";
import { emailField } from "../../parts/email-field.js";
import { icon } from "../../parts/icon.js";
import { legalLinks, termsWhere } from "../../parts/legal-links.js";
import { page } from "../../parts/page.js";
import { landlineField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"signUpDetails", import("../../parts/email-field.js").TypedEmail>} */
export const signUpDetails = {
  heading: () => text("sign-up-details-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ step }) => ({ email: step.typed?.email ?? "" }),
  view: ({ wizard, step, local }) => {
    const before = step.typed;
    const landlord = wizard.landlordName;
    const termsUrl = wizard.landlord?.termsUrl;
    return page(wizard, {
      stage: "details",
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitSignUpDetails(typedDetails())),
        body: html`
          ${emailField(wizard, local, { label: text("sign-up-details-email"), value: before?.email ?? "" })}
          ${wizard.counter ? nothing : withoutEmail(wizard)}
          <div class="pair">
            ${landlineField(wizard, { label: text("sign-up-details-landline"), value: before?.landline ?? "" })}
            <dl class="verified-mobile">
              <dt>${text("sign-up-details-mobile")}</dt>
              <dd>
                <span class="telephone">${step.mobile}</span>
                <span class="verified">${icon("check")}${text("sign-up-details-mobile-verified")}</span>
              </dd>
            </dl>
          </div>
          <div class="checks">
            ${checkBox({
              id: "terms",
              label: text("sign-up-details-terms"),
              ...(termsUrl ? { hint: termsWhere(termsUrl) } : {}),
              checked: before?.termsAccepted ?? false,
              failures: wizard.fieldFailures("terms"),
            })}
            ${legalLinks(wizard)}
            ${checkBox({ id: "mails", label: text("sign-up-details-mails", { landlord }), checked: before?.mailsAccepted ?? false })}
            ${checkBox({
              id: "electronic-receipts",
              label: text("sign-up-details-electronic-receipts"),
              hint: text("sign-up-details-electronic-receipts-hint"),
              checked: before?.electronicReceiptsAccepted ?? false,
            })}
          </div>
        `,
      }),
    });
  },
};

/** An account needs an address: the agency helps who has none. @param {import("../../wizard.js").Wizard} wizard */
function withoutEmail(wizard) {
  return html`<p class="without-email">
    ${text("sign-up-details-no-email")}
    <button type="button" id="no-email" class="link in-text" @click=${() => askAgency(wizard, "email")}>${text("sign-up-details-no-email-agency")}</button>
  </p>`;
}

/** @returns {import("../../bindings.ts").SignUpDetailsForm} */
function typedDetails() {
  return {
    email: typed("email"),
    landline: typed("landline"),
    termsAccepted: isTicked("terms"),
    mailsAccepted: isTicked("mails"),
    electronicReceiptsAccepted: isTicked("electronic-receipts"),
  };
}
