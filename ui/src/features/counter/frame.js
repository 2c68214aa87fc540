import "./counter.css";
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import * as api from "../../api.ts";
import { isFilledIn } from "../../field-ids.js";
import { countdownDialog } from "../../parts/countdown-dialog.js";
import { icon } from "../../parts/icon.js";
import { openAsModal } from "../../parts/panel.js";
import { text } from "../../text.js";

/**
 * Bar above every screen of a counter: the member of staff, or the tenant of the visit, and the button to sign out
 * or to end the visit. It says when the keyboard is handed over to the tenant.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").CounterFrame} frame
 */
export function counterBar(wizard, { staff, tenant, handedOver, practice }) {
  return html`
    ${practice ? html`<p class="practice" id="practice">${icon("info")}<span>${text("counter-practice")} <span class="practice-telephone">${text("counter-practice-telephone", { address: practice })}</span></span></p>` : nothing}
    ${staff === null
      ? nothing
      : html`<section class=${handedOver ? "counter-bar handed-over" : "counter-bar"} aria-label=${text("counter-bar")}>
          <div class="counter-bar-inner">
            <p class="counter-who">${tenant === null ? text("counter-staff", { name: staff }) : text(handedOver ? "counter-handed-over" : "counter-visit", { name: tenant })}</p>
            ${handedOver ? html`<button type="button" id="hand-back" class="secondary-action" @click=${() => wizard.act(api.backToVisit, "busy-opening")}>${text("counter-hand-back")}</button>` : nothing}
            ${tenant === null
              ? html`<button type="button" id="staff-sign-out" class="quiet" @click=${() => wizard.act(api.signStaffOut, "busy-signing-out")}>${icon("signOut")}${text("sign-out")}</button>`
              : html`<button type="button" id="end-visit" class="end-visit" @click=${() => askToEnd(wizard)}>${icon("check")}${text("counter-end")}</button>`}
          </div>
        </section>`}
  `;
}

/** Ends the visit, but asks first where something would be lost. @param {import("../../wizard.js").Wizard} wizard */
function askToEnd(wizard) {
  if (wizard.counter?.handedOver || isFilledIn()) wizard.open("end-visit");
  else endVisit(wizard);
}

/**
 * Question before a visit ends in which somebody types, or the tenant has the computer. Its id is its opener's.
 * @param {import("../../wizard.js").Wizard} wizard
 */
export function endQuestion(wizard) {
  const { counter } = wizard;
  const goOn = () => wizard.closePanel();
  const end = () => {
    wizard.closePanel();
    endVisit(wizard);
  };
  return html`
    <dialog class="question" aria-labelledby="end-title" ${ref(openAsModal)} @cancel=${(/** @type {Event} */ event) => {
      event.preventDefault();
      goOn();
    }}>
      <h2 id="end-title" tabindex="-1">${text("end-heading")}</h2>
      <p>${counter?.handedOver ? text("end-handed-over", { name: counter.tenant ?? "" }) : text("end-filled-in")}</p>
      <div class="action-line">
        <button type="button" id="end-not-yet" class="main-action" @click=${goOn}>${text("end-not-yet")}</button>
        <button type="button" id="end-confirmed" class="secondary-action" @click=${end}>${text("counter-end")}</button>
      </div>
    </dialog>
  `;
}

/** Ends the visit. The page restarts once everything is wiped. @param {import("../../wizard.js").Wizard} wizard */
export function endVisit(wizard) {
  wizard.stepAside({ work: api.endVisit, busy: "busy-wiping", done: () => {} });
}

/**
 * Countdown before an idle visit ends, or an idle desk locks.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {number} seconds
 */
export const visitCountdown = (wizard, seconds) =>
  countdownDialog(wizard, {
    lead: text("visit-countdown", { seconds }),
    beside: wizard.counter?.tenant ? html`<button type="button" id="end-now" class="secondary-action" @click=${() => endVisit(wizard)}>${text("counter-end")}</button>` : nothing,
  });

/** Id of the help text of every screen of a counter. */
export const help = () => "help-counter";

/** Window title of a screen whose heading names a tenant: a desktop may keep titles after the visit (S21). */
export const visitTitle = () => text("counter-bar");

/**
 * Suggested words for staff, beside the question. Screens on which the tenant types do not have it.
 * @param {string} id
 */
export function helperSays(id) {
  return html`<aside class="helper-says" aria-label=${text("counter-say")}>
    <p class="helper-says-title">${icon("info")}<span>${text("counter-say")}</span></p>
    <p class="helper-says-words">${text(id)}</p>
  </aside>`;
}
