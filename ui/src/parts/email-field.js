import "./email-field.css";
import { html, nothing } from "lit-html";
import { fieldIds } from "../field-ids.js";
import { text } from "../text.js";
import { textField } from "./text-field.js";

/** @typedef {{ email: string }} TypedEmail what is typed so far, for the echo below it */

/**
 * Field for an e-mail address, with its echo and a suggested correction.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {TypedEmail} local
 * @param {object} field
 * @param {string} field.label
 * @param {string} field.value
 */
export function emailField(wizard, local, { label, value }) {
  return textField(wizard, {
    field: "email",
    label,
    hint: text("email-hint"),
    value,
    type: "email",
    inputmode: "email",
    autocomplete: "email",
    onInput: (email) => {
      local.email = email;
      wizard.redraw();
    },
    below: html`
      ${suggestion(wizard)}
      <p class="email-echo">${local.email.trim() && wizard.fieldFailures("email").length === 0 ? html`${text("email-echo")} <strong>${local.email.trim()}</strong>` : nothing}</p>
    `,
  });
}

/** @param {import("../wizard.js").Wizard} wizard */
function suggestion(wizard) {
  const suggested = wizard.fieldFailures("email").find((one) => one.suggestion)?.suggestion;
  if (!suggested) return nothing;
  const accept = () => {
    const field = document.getElementById(fieldIds.email);
    if (field instanceof HTMLInputElement) {
      field.value = suggested;
      // The echo and the message at the field hear of it as of typing.
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    }
  };
  return html`<button type="button" id="use-suggestion" class="secondary-action" @click=${accept}>
    ${text("email-use-suggestion", { address: suggested })}
  </button>`;
}
