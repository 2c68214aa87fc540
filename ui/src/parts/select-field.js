import "./text-field.css";
import { html } from "lit-html";

/**
 * A drop-down list with its label.
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {{ value: string, label: string }[]} field.choices the first one is the default
 * @param {string} field.value
 * @param {(list: HTMLSelectElement) => void} [field.onChange]
 */
export function selectField({ id, label, choices, value, onChange }) {
  /** @param {Event} event */
  const changed = ({ currentTarget }) => currentTarget instanceof HTMLSelectElement && onChange?.(currentTarget);
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <div class="field-line">
        <select id=${id} name=${id} @change=${changed}>
          ${choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${choice.label}</option>`)}
        </select>
      </div>
    </div>
  `;
}

/** Returns the chosen value of a list, or an empty string without the list. @param {string} id */
export function chosen(id) {
  const list = document.getElementById(id);
  return list instanceof HTMLSelectElement ? list.value : "";
}
