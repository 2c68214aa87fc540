import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { checkBox, isTicked } from "../../parts/check-box.js";
import { emailField } from "../../parts/email-field.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { landlineField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"profile", import("../../parts/email-field.js").TypedEmail>} */
export const profile = {
  heading: () => text("profile-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ step }) => ({ email: step.typed?.email ?? "" }),
  view: ({ wizard, step, local }) => {
    const before = step.typed;
    const landlord = wizard.landlordName;
    const termsUrl = wizard.landlord?.termsUrl;
    return page(wizard, {
      stage: "profile",
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitProfile(typedProfile())),
        body: html`
          ${emailField(wizard, local, { label: text("profile-email"), value: before?.email ?? "" })}
          <div class="pair">
            ${landlineField(wizard, { label: text("profile-landline"), value: before?.landline ?? "" })}
            <dl class="verified-mobile">
              <dt>${text("profile-mobile")}</dt>
              <dd>
                <span class="telephone">${step.mobile}</span>
                <span class="verified">${icon("check")}${text("profile-mobile-verified")}</span>
              </dd>
            </dl>
          </div>
          <div class="checks">
            ${checkBox({
              id: "terms",
              label: text("profile-terms"),
              ...(termsUrl ? { hint: text("profile-terms-where", { address: termsUrl.replace(/^https:\/\//, "") }) } : {}),
              checked: before?.termsAccepted ?? false,
              failures: wizard.fieldFailures("terms"),
            })}
            ${checkBox({ id: "mails", label: text("profile-mails", { landlord }), checked: before?.mailsAccepted ?? false })}
            ${checkBox({
              id: "electronic-receipts",
              label: text("profile-electronic-receipts"),
              hint: text("profile-electronic-receipts-hint"),
              checked: before?.electronicReceiptsAccepted ?? false,
            })}
          </div>
        `,
      }),
    });
  },
};

/** @returns {import("../../bindings.ts").ProfileForm} */
function typedProfile() {
  return {
    email: typed("email"),
    landline: typed("landline"),
    termsAccepted: isTicked("terms"),
    mailsAccepted: isTicked("mails"),
    electronicReceiptsAccepted: isTicked("electronic-receipts"),
  };
}
