import "../../parts/text-field.css";
import "./text-area.css";
import { html, nothing } from "lit-html";
import { fieldIds } from "../../field-ids.js";
import { fieldError } from "../../parts/text-field.js";

/**
 * A field of several lines, with label, hint and errors. The value is set once; typed text stays in the page.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {object} area
 * @param {import("../../bindings.ts").Field} area.field
 * @param {string} area.label
 * @param {string} [area.hint]
 * @param {string} [area.value]
 */
export function textArea(wizard, { field, label, hint, value = "" }) {
  const id = fieldIds[field];
  const failures = wizard.fieldFailures(field);
  const wrong = failures.length > 0;
  const described = [hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(" ");
  return html`
    <div class=${wrong ? "field in-error" : "field"}>
      <label for=${id}>${label}</label>
      ${hint ? html`<p id="${id}-hint" class="hint">${hint}</p>` : nothing} ${fieldError(id, failures)}
      <textarea id=${id} name=${id} rows="7" .value=${value} aria-describedby=${described || nothing} aria-invalid=${wrong ? "true" : nothing}></textarea>
    </div>
  `;
}
