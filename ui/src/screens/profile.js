import { html, nothing } from "lit-html";
import * as api from "../api.js";
import { checkBox, isTicked } from "../parts/check-box.js";
import { fieldIds, typed } from "../parts/field-ids.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { questionForm } from "../parts/question-form.js";
import { textField } from "../parts/text-field.js";
import { text } from "../text.js";
import { stepOf } from "./step-of.js";

/** @typedef {{ email: string }} Local */

/** @type {import("./index.js").Screen} */
export const profile = {
  heading: () => text("profile-heading"),
  back: (wizard) => wizard.stepBack,
  enter: (wizard) => ({ email: stepOf(wizard, "profile").typed?.email ?? "" }),
  view: (wizard) => {
    /** @type {Local} */
    const local = wizard.local;
    const step = stepOf(wizard, "profile");
    const before = step.typed;
    const landlord = wizard.landlordName;
    const termsUrl = wizard.landlord?.termsUrl;
    return page(wizard, {
      stage: "profile",
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitProfile(typedProfile())),
        body: html`
          ${textField(wizard, {
            field: "email",
            label: text("profile-email"),
            hint: text("profile-email-hint"),
            value: before?.email ?? "",
            type: "email",
            inputmode: "email",
            autocomplete: "email",
            onInput: (email) => {
              local.email = email;
              wizard.redraw();
            },
            below: html`
              ${suggestion(wizard, local)}
              ${local.email.trim() && wizard.fieldFailures("email").length === 0 ? html`<p class="email-echo">${text("profile-email-echo")} <strong>${local.email.trim()}</strong></p>` : nothing}
            `,
          })}
          <div class="pair">
            ${textField(wizard, {
              field: "landline",
              label: text("profile-landline"),
              value: before?.landline ?? "",
              type: "tel",
              inputmode: "tel",
              autocomplete: "home tel",
              size: "telephone",
            })}
            <dl class="verified-mobile">
              <dt>${text("profile-mobile")}</dt>
              <dd>
                <span class="telephone" dir="ltr">${step.mobile}</span>
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

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Local} local
 */
function suggestion(wizard, local) {
  const suggested = wizard.fieldFailures("email").find((one) => one.suggestion)?.suggestion;
  if (!suggested) return nothing;
  const accept = () => {
    const field = document.getElementById(fieldIds.email);
    if (field instanceof HTMLInputElement) {
      field.value = suggested;
      field.focus();
    }
    local.email = suggested;
    wizard.redraw();
  };
  return html`<button type="button" id="use-suggestion" class="secondary-action" @click=${accept}>
    ${text("profile-use-suggestion", { address: suggested })}
  </button>`;
}

/** @returns {import("../bindings.ts").Profile} */
function typedProfile() {
  return {
    email: typed("email"),
    landline: typed("landline"),
    termsAccepted: isTicked("terms"),
    mailsAccepted: isTicked("mails"),
    electronicReceiptsAccepted: isTicked("electronic-receipts"),
  };
}
