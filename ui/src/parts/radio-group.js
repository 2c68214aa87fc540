import "./radio-group.css";
import { html, nothing } from "lit-html";

/**
 * @template {string | number} T
 * @param {{ name: string, legend: string, value: T, choices: { value: T, label: string, id?: string | undefined }[], onChoose: (value: T) => void }} group
 */
export function radioGroup({ name, legend, value, choices, onChoose }) {
  return html`
    <fieldset class="radio-group">
      <legend>${legend}</legend>
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
