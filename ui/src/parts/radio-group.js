import "./radio-group.css";
import { html, nothing } from "lit-html";
import { fieldError } from "./text-field.js";

/**
 * @template {string | number} T
 * @param {object} group
 * @param {string} group.name
 * @param {string} group.legend
 * @param {T} group.value
 * @param {{ value: T, label: string, id?: string | undefined }[]} group.choices
 * @param {import("../bindings.ts").FieldFailure[]} [group.failures]
 * @param {(value: T) => void} group.onChoose
 */
export function radioGroup({ name, legend, value, choices, failures = [], onChoose }) {
  const wrong = failures.length > 0;
  return html`
    <fieldset
      class=${wrong ? "radio-group in-error" : "radio-group"}
      role="radiogroup"
      aria-labelledby="${name}-legend"
      aria-describedby=${wrong ? `${name}-error` : nothing}
      aria-invalid=${wrong ? "true" : nothing}
    >
      <legend id="${name}-legend">${legend}</legend>
      ${fieldError(name, failures)}
      ${choices.map(
        (choice) => html`
          <label class="choice">
            <input type="radio" id=${choice.id ?? nothing} name=${name} value=${choice.value} .checked=${choice.value === value} @change=${() => onChoose(choice.value)} />
            <span>${choice.label}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}
