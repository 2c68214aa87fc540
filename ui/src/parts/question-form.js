import "./question-form.css";
import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { keepClear } from "./action-bar.js";
import { icon } from "./icon.js";

/**
 * A question and its one main button. The button is never disabled: the wizard ignores it while a call is pending.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} form
 * @param {string} form.action label of the main button
 * @param {() => void} form.onSubmit
 * @param {unknown} form.body
 * @param {unknown} [form.beside] other buttons, beside the main one
 */
export function questionForm(wizard, { action, onSubmit, body, beside }) {
  /** @param {Event} event */
  const submitted = (event) => {
    event.preventDefault();
    onSubmit();
  };
  return html`
    <form novalidate @submit=${submitted}>
      ${body}
      <div class="action-bar" ${keepClear}>
        ${busyNotice(wizard)}
        <div class="action-line">
          <button type="submit" id="main-action" class="main-action">${action}</button>
          ${beside ?? nothing}
        </div>
      </div>
    </form>
  `;
}

/**
 * Progress of a pending call: after one second what is being done, after ten that it is slow, with *Réessayer*.
 * @param {import("../wizard.js").Wizard} wizard
 */
export function busyNotice(wizard) {
  const { phase } = wizard;
  return html`
    <div class="under-way no-print">
      <div role="status">
        ${phase === "underWay" || phase === "slow"
          ? html`<p>${icon("hourglass")}<span>${text(phase === "slow" ? "slow" : wizard.busy)}</span></p>`
          : nothing}
      </div>
      ${phase === "slow"
        ? html`<button type="button" id="retry" class="secondary-action" @click=${() => wizard.retry()}>${icon("retry")}${text("retry")}</button>`
        : nothing}
    </div>
  `;
}
