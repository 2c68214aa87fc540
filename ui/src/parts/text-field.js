import "./text-field.css";
import { html, nothing } from "lit-html";
import { ifDefined } from "lit-html/directives/if-defined.js";
import { fieldIds } from "../field-ids.js";
import { text } from "../text.js";
import { fieldMessage } from "./failure-text.js";
import { icon } from "./icon.js";

/**
 * A field of one line, with label, hint and errors. The value is set once; typed text stays in the page.
 * @param {Pick<import("../wizard.js").Wizard, "fieldFailures"> & { toldAtField?: boolean }} wizard
 * @param {object} field
 * @param {import("../bindings.ts").Field} field.field
 * @param {string} field.label
 * @param {string} [field.hint]
 * @param {string} [field.value]
 * @param {"text" | "tel" | "email" | "password"} [field.type]
 * @param {"numeric" | "tel" | "email"} [field.inputmode]
 * @param {AutoFill} [field.autocomplete]
 * @param {"code-long" | "code-short" | "telephone"} [field.size]
 * @param {string} [field.describedBy] id of another element that describes the field
 * @param {(text: string) => void} [field.onInput]
 * @param {(event: KeyboardEvent) => void} [field.onKey]
 * @param {unknown} [field.beside] shown to the right of the field
 * @param {unknown} [field.below]
 */
export function textField(wizard, field) {
  const id = fieldIds[field.field];
  const failures = wizard.fieldFailures(field.field);
  const wrong = failures.length > 0;
  const described = [field.hint && `${id}-hint`, wrong && `${id}-error`, field.describedBy].filter(Boolean).join(" ");
  return html`
    <div class=${wrong ? "field in-error" : "field"}>
      <label for=${id}>${field.label}</label>
      ${field.hint ? html`<p id="${id}-hint" class="hint">${field.hint}</p>` : nothing} ${fieldError(id, failures, wizard.toldAtField)}
      <div class="field-line">
        <input
          id=${id}
          name=${id}
          class=${ifDefined(field.size)}
          type=${field.type ?? "text"}
          inputmode=${ifDefined(field.inputmode)}
          autocomplete=${field.autocomplete ?? "off"}
          autocapitalize="none"
          spellcheck="false"
          dir="ltr"
          .value=${field.value ?? ""}
          aria-describedby=${described || nothing}
          aria-invalid=${wrong ? "true" : nothing}
          @input=${(/** @type {Event} */ event) => field.onInput?.(/** @type {HTMLInputElement} */ (event.target).value)}
          @keydown=${field.onKey ?? nothing}
          @keyup=${field.onKey ?? nothing}
        />
        ${field.beside ?? nothing}
      </div>
      ${field.below ?? nothing}
    </div>
  `;
}

/**
 * @param {string} id
 * @param {import("../bindings.ts").FieldFailure[]} failures
 * @param {boolean} [announced] no summary tells it
 */
export function fieldError(id, failures, announced = false) {
  if (failures.length === 0) return nothing;
  return html`<div id="${id}-error" class="field-error" role=${announced ? "alert" : nothing}>
    ${failures.map((one) => html`<p>${icon("alert")}<span><span class="visually-hidden">${text("error-prefix")}</span>${fieldMessage(one)}</span></p>`)}
  </div>`;
}
