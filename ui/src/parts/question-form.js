import "./question-form.css";
import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * A question and its one main button. The button is never disabled: while something is under way the wizard ignores it.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} form
 * @param {string} form.action the main button's words
 * @param {() => void} form.onSubmit
 * @param {unknown} form.body
 * @param {unknown} [form.beside] other ways on, beside the main button
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
      <div class="action-bar">
        ${underWay(wizard)}
        <div class="action-line">
          <button type="submit" id="main-action" class="main-action">${action}</button>
          ${beside ?? nothing}
        </div>
      </div>
    </form>
  `;
}

/**
 * After one second, what is being done; after ten, that it is slow, with a way to try again.
 * @param {import("../wizard.js").Wizard} wizard
 */
export function underWay(wizard) {
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
