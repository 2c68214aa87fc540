import "./sms-code-screen.css";
import { html, nothing } from "lit-html";
import { typed } from "../field-ids.js";
import { text } from "../text.js";
import { askAgency } from "./ask-agency.js";
import { messageDrawing } from "./drawings/phone.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { clear } from "./password-field.js";
import { questionForm } from "./question-form.js";
import { textField } from "./text-field.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/** @typedef {import("../bindings.ts").Step} Step */

/** Remaining seconds at which the expiry is announced, after a first announcement. Each minute is only shown. */
const ANNOUNCED = [300, 60, 30, 0];

/**
 * @typedef {object} Waiting the pending SMS code
 * @property {number} resendAfterSeconds
 * @property {number | null} expiresInSeconds null when the landlord does not tell
 * @property {number} messagesSent
 * @property {string} lead where a message is expected, and when
 * @property {boolean} correctable the number was typed on the screen before
 * @property {boolean} agencyHelps *Contacter votre agence* is a way out
 * @property {import("../bindings.ts").EnrolmentPurpose} [purpose] purpose of the step's enrolment
 * @property {(code: string) => Promise<import("../bindings.ts").Shown>} submit
 * @property {() => Promise<import("../bindings.ts").Shown>} resend
 */

/**
 * @typedef {object} Local
 * @property {number | null} left seconds until the code expires, as last shown
 * @property {number | null} announced the same, while it is to be announced: else a screen reader would find an old one
 * @property {number} resendIn seconds until another code can be requested
 * @property {number | null} askedEarly the same, when it was last requested too early
 * @property {number[]} timers
 */

/** Lead for a new number, which gets a message in any case. @param {string} number */
export const newNumberLead = (number) => text("sms-lead-new-number", { number: unbroken(number) });

/** Lead for a number that has to be the one on file; whether it is, nobody says (S2). @param {string} number */
export const numberLead = (number) => text("sms-lead", { number: unbroken(number) });

/** @param {string} number */
const unbroken = (number) => number.replaceAll(" ", "\u00a0");

/**
 * Screen that asks for an SMS code.
 * @template {import("../screen.ts").Name} N
 * @param {(step: import("../screen.ts").StepOf<N>, wizard: Wizard) => Waiting} waitingFor
 * @returns {import("../screen.ts").Screen<N, Local>}
 */
export function smsCodeScreen(waitingFor) {
  return {
    heading: () => text("sms-heading"),
    back: ({ wizard }) => wizard.stepBack,
    enter: ({ wizard, step }) => enter(wizard, waitingFor(step, wizard)),
    leave: ({ local }) => {
      for (const timer of local.timers) window.clearInterval(timer);
      // A code that was used or replaced is worthless.
      clear("smsCode");
    },
    arrive: () => document.getElementById("sms-code")?.focus(),
    view: ({ wizard, step, local }) => view(wizard, local, waitingFor(step, wizard)),
  };
}

/**
 * @param {Wizard} wizard
 * @param {Waiting} waiting
 */
function enter(wizard, { expiresInSeconds, resendAfterSeconds }) {
  /** @type {Local} */
  const local = { left: null, announced: null, resendIn: resendAfterSeconds, askedEarly: null, timers: [] };
  /** @param {number} seconds @param {() => void} change */
  const after = (seconds, change) => {
    local.timers.push(
      window.setTimeout(() => {
        change();
        wizard.redraw();
      }, seconds * 1000),
    );
  };
  if (expiresInSeconds !== null) {
    // The first announcement is in whole minutes: below one, there is none.
    const first = expiresInSeconds < 60 ? [] : [expiresInSeconds];
    const minutes = Array.from({ length: Math.floor(expiresInSeconds / 60) }, (_, minute) => (minute + 1) * 60);
    for (const left of new Set([...first, ...minutes, ...ANNOUNCED.filter((seconds) => seconds <= expiresInSeconds)])) {
      after(expiresInSeconds - left, () => {
        local.left = left;
        local.announced = left === expiresInSeconds || ANNOUNCED.includes(left) ? left : null;
      });
    }
  }
  if (resendAfterSeconds > 0) countDown(wizard, local);
  return local;
}

/**
 * Counts the seconds down until another code can be requested.
 * @param {Wizard} wizard
 * @param {Local} local
 */
function countDown(wizard, local) {
  // A window that is minimised gets its ticks late.
  const end = performance.now() + local.resendIn * 1000;
  const ticking = window.setInterval(() => {
    local.resendIn = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    if (local.resendIn === 0) window.clearInterval(ticking);
    wizard.redraw();
  }, 1000);
  local.timers.push(ticking);
}

/**
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {Waiting} waiting
 */
function view(wizard, local, { messagesSent, resendAfterSeconds, purpose, lead, correctable, agencyHelps, submit, resend }) {
  return page(wizard, {
    ...(purpose ? { stage: "sms", purpose } : {}),
    drawing: messageDrawing(),
    body: questionForm(wizard, {
      action: text("next"),
      onSubmit: () => wizard.act(() => submit(typed("smsCode")), "busy-checking"),
      beside: resendButton(wizard, local, resend),
      body: html`
        <p>${lead}</p>
        ${waysOut(wizard, correctable, agencyHelps)}
        <div role="status">${messagesSent > 1 ? html`<p class="callout">${text("sms-latest")}</p>` : nothing}</div>
        ${textField(wizard, {
          field: "smsCode",
          label: text("sms-label"),
          hint: text("sms-hint"),
          inputmode: "numeric",
          autocomplete: "one-time-code",
          size: "code-short",
        })}
        <p class="secondary expiry">${expiry(local.left)}</p>
        <p class="visually-hidden" aria-live="polite">${expiry(local.announced)}</p>
        <p class="with-icon">${icon("info")}<span>${text("sms-secret")}</span></p>
        <p id="resend-when" class="secondary" aria-live="polite">
          ${local.resendIn === 0
            ? text("sms-resend-now")
            : html`<span aria-hidden="true">${text("sms-resend-wait")}</span><span class="visually-hidden">${text("sms-resend-later", { seconds: local.askedEarly ?? resendAfterSeconds })}</span>`}
        </p>
      `,
    }),
  });
}

/** How long a code works. @param {number | null} seconds */
const expiry = (seconds) => (seconds === null ? "" : text("sms-expiry", { seconds, minutes: Math.floor(seconds / 60) }));

/**
 * *Renvoyer le code*, with the seconds that are left until it works. It is never `disabled`: it keeps the focus, and
 * a press that comes too early has the time announced. The seconds are seen here alone, where they count down.
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {Waiting["resend"]} resend
 */
function resendButton(wizard, local, resend) {
  const early = local.resendIn > 0;
  const pressed = () => {
    if (!early) return wizard.act(resend, "busy-sms");
    local.askedEarly = local.resendIn;
    wizard.redraw();
  };
  return html`<button type="button" id="resend" class="link" aria-disabled=${early} aria-describedby="resend-when" @click=${pressed}>
    ${text("sms-resend")}${early ? html` <span class="resend-in" aria-hidden="true">${text("sms-resend-in", { seconds: local.resendIn })}</span>` : nothing}
  </button>`;
}

/**
 * What to do when no message comes: another number, or the agency.
 * @param {Wizard} wizard
 * @param {boolean} correctable
 * @param {boolean} agencyHelps
 */
function waysOut(wizard, correctable, agencyHelps) {
  if (!correctable && !agencyHelps) return nothing;
  return html`<p class="link-line">
    ${correctable ? html`<button type="button" id="correct-number" class="link" @click=${wizard.stepBack}>${text("sms-correct-number")}</button>` : nothing}
    ${agencyHelps ? html`<button type="button" id="no-sms" class="link" @click=${() => askAgency(wizard, "sms")}>${text("sms-nothing-comes")}</button>` : nothing}
  </p>`;
}
