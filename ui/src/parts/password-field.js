import "./password-field.css";
import { html, nothing } from "lit-html";
import { fieldIds } from "../field-ids.js";
import { text } from "../text.js";
import { icon } from "./icon.js";
import { textField } from "./text-field.js";

/** @typedef {{ shown: boolean, capsLock: boolean }} Visibility */

/** @returns {Visibility} */
export const hiddenPassword = () => ({ shown: false, capsLock: false });

/**
 * S10: a password is kept in its field and nowhere else.
 * @param {Pick<import("../wizard.js").Wizard, "fieldFailures" | "redraw">} wizard
 * @param {object} field
 * @param {import("../bindings.ts").Field} [field.field]
 * @param {Visibility} field.visibility
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {"current-password" | "new-password" | "off"} field.autocomplete
 * @param {string} [field.describedBy]
 * @param {"numeric"} [field.inputmode]
 * @param {"code-short"} [field.size]
 * @param {(text: string) => void} [field.onInput]
 */
export function passwordField(wizard, { visibility, field: name = "password", ...field }) {
  const id = fieldIds[name];
  const toggle = () => {
    visibility.shown = !visibility.shown;
    wizard.redraw();
  };
  return textField(wizard, {
    ...field,
    field: name,
    type: visibility.shown ? "text" : "password",
    onKey: (event) => {
      const capsLock = event.getModifierState("CapsLock");
      if (capsLock === visibility.capsLock) return;
      visibility.capsLock = capsLock;
      wizard.redraw();
    },
    beside: html`<button type="button" id="show-${id}" class="secondary-action show-password" aria-pressed=${visibility.shown} aria-controls=${id} @click=${toggle}>
      ${icon(visibility.shown ? "eyeOff" : "eye")}${text(visibility.shown ? "password-hide" : "password-show")}
    </button>`,
    below: html`<div role="status">
      ${visibility.capsLock ? html`<p class="with-icon">${icon("info")}<span>${text("password-caps-lock")}</span></p>` : nothing}
    </div>`,
  });
}

/**
 * S10: hides what was typed before it is sent.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Visibility[]} visibilities
 */
export function hidePasswords(wizard, ...visibilities) {
  for (const visibility of visibilities) visibility.shown = false;
  wizard.redraw();
}

/** Whether name or password was wrong. It never says which. @param {import("../bindings.ts").Failure} failure */
export const areCredentialsWrong = (failure) => failure.fields.some((one) => one.code === "credentialsWrong" || one.code === "staffCredentialsWrong");

/** S10: empties the password field, once it was sent or its screen is left. */
export function clearPassword() {
  clear("password");
}

/** @param {import("../bindings.ts").Field[]} names */
export function clear(...names) {
  for (const name of names) {
    const field = document.getElementById(fieldIds[name]);
    if (field instanceof HTMLInputElement) field.value = "";
  }
}
