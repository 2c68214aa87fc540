import "./check-box.css";
import { html, nothing } from "lit-html";
import { fieldError } from "./text-field.js";

/**
 * @param {object} box
 * @param {string} box.id
 * @param {string} box.label
 * @param {string} [box.hint]
 * @param {boolean} box.checked
 * @param {import("../bindings.ts").FieldFailure[]} [box.failures]
 * @param {string | undefined} [box.group] id of a group whose answer is wrong
 * @param {boolean} [box.askedAnew] for what cannot be undone: not kept as a draft
 * @param {(checked: boolean) => void} [box.onChange] for a choice that applies at once
 */
export function checkBox({ id, label, hint, checked, failures = [], group, askedAnew = false, onChange }) {
  const wrong = failures.length > 0;
  const described = [hint && `${id}-hint`, wrong && `${id}-error`, group && `${group}-error`].filter(Boolean).join(" ");
  return html`
    <div class=${wrong ? "check in-error" : "check"}>
      ${fieldError(id, failures)}
      <label class="choice">
        <input
          type="checkbox"
          id=${id}
          name=${id}
          ?data-asked-anew=${askedAnew}
          .checked=${checked}
          @change=${() => onChange?.(isTicked(id))}
          aria-describedby=${described || nothing}
          aria-invalid=${wrong || group ? "true" : nothing}
        />
        <span>${label}</span>
      </label>
      ${hint ? html`<p id="${id}-hint" class="hint check-hint">${hint}</p>` : nothing}
    </div>
  `;
}

/** @param {string} id */
export function isTicked(id) {
  const input = document.getElementById(id);
  return input instanceof HTMLInputElement && input.checked;
}
