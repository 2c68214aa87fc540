import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { text } from "../text.js";
import { openAsModal } from "./panel.js";

/**
 * Asks whether somebody is there, before a window that nobody touches ends what is open.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} dialog
 * @param {string} dialog.lead what happens without an answer, and when
 * @param {string} [dialog.lost] what would be lost
 * @param {unknown} [dialog.beside] another button, beside *Oui, continuer*
 */
export function countdownDialog(wizard, { lead, lost, beside }) {
  return html`
    <dialog class="question" aria-labelledby="countdown-title" ${ref(openAsModal)} @cancel=${(/** @type {Event} */ event) => event.preventDefault()}>
      <h2 id="countdown-title" tabindex="-1">${text("countdown-heading")}</h2>
      <p role="timer">${lead}</p>
      ${lost ? html`<p>${lost}</p>` : nothing}
      <div class="action-line">
        <button type="button" id="still-here" class="main-action" @click=${() => wizard.countdown.stay()}>${text("countdown-stay")}</button>
        ${beside ?? nothing}
      </div>
    </dialog>
  `;
}
