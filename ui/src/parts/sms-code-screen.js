import "./sms-code-screen.css";
import { html } from "lit-html";
import { typed } from "../field-ids.js";
import { text } from "../text.js";
import { messageDrawing } from "./drawings/phone.js";
import { icon } from "./icon.js";
import { page } from "./page.js";
import { clear } from "./password-field.js";
import { questionForm } from "./question-form.js";
import { textField } from "./text-field.js";

/** @typedef {import("../wizard.js").Wizard} Wizard */
/** @typedef {import("../bindings.ts").Step} Step */

/** Remaining seconds at which the expiry is announced, after a first announcement. There is no ticking clock. */
const ANNOUNCED = [300, 60, 30, 0];

/**
 * @typedef {object} Waiting the pending SMS code
 * @property {number} resendAfterSeconds
 * @property {number | null} expiresInSeconds null when the landlord does not tell
 * @property {number} messagesSent
 * @property {string} lead shown until a second message is sent
 * @property {import("../bindings.ts").EnrolmentPurpose} [purpose] purpose of the step's enrolment
 * @property {(code: string) => Promise<import("../bindings.ts").Shown>} submit
 * @property {() => Promise<import("../bindings.ts").Shown>} resend
 */

/** @typedef {{ left: number | null, mayResend: boolean, timers: number[] }} Local */

/** Lead for a new number, which gets non-breaking spaces. @param {string} number */
export function newNumberLead(number) {
  return text("sms-lead-new-number", { number: number.replaceAll(" ", "\u00a0") });
}

/**
 * Screen that asks for an SMS code.
 * @template {import("../screen.ts").Name} N
 * @param {(step: import("../screen.ts").StepOf<N>) => Waiting} waitingFor
 * @returns {import("../screen.ts").Screen<N, Local>}
 */
export function smsCodeScreen(waitingFor) {
  return {
    heading: () => text("sms-heading"),
    back: ({ wizard }) => wizard.stepBack,
    enter: ({ wizard, step }) => enter(wizard, waitingFor(step)),
    leave: ({ local }) => {
      for (const timer of local.timers) window.clearTimeout(timer);
      // A code that was used or replaced is worthless.
      clear("smsCode");
    },
    arrive: () => document.getElementById("sms-code")?.focus(),
    view: ({ wizard, step, local }) => view(wizard, local, waitingFor(step)),
  };
}

/**
 * @param {Wizard} wizard
 * @param {Waiting} waiting
 */
function enter(wizard, { expiresInSeconds, resendAfterSeconds }) {
  /** @type {Local} */
  const local = { left: null, mayResend: resendAfterSeconds <= 0, timers: [] };
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
    for (const left of [...first, ...ANNOUNCED.filter((seconds) => seconds < expiresInSeconds)]) {
      after(expiresInSeconds - left, () => (local.left = left));
    }
  }
  if (!local.mayResend) after(resendAfterSeconds, () => (local.mayResend = true));
  return local;
}

/**
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {Waiting} waiting
 */
function view(wizard, local, { messagesSent, resendAfterSeconds, purpose, lead, submit, resend }) {
  return page(wizard, {
    ...(purpose ? { stage: "sms", purpose } : {}),
    drawing: messageDrawing(),
    body: questionForm(wizard, {
      action: text("next"),
      onSubmit: () => wizard.act(() => submit(typed("smsCode")), "busy-checking"),
      beside: html`<button type="button" id="resend" class="link" aria-describedby="resend-when" @click=${() => wizard.act(resend, "busy-sms")}>
        ${text("sms-resend")}
      </button>`,
      body: html`
        <p role="status" class=${messagesSent > 1 ? "callout" : ""}>${messagesSent > 1 ? text("sms-latest", { count: messagesSent }) : lead}</p>
        ${textField(wizard, {
          field: "smsCode",
          label: text("sms-label"),
          hint: text("sms-hint"),
          inputmode: "numeric",
          autocomplete: "one-time-code",
          size: "code-short",
        })}
        <p class="secondary expiry" aria-live="polite">${local.left === null ? "" : text("sms-expiry", { seconds: local.left, minutes: Math.floor(local.left / 60) })}</p>
        <p class="with-icon">${icon("info")}<span>${text("sms-secret")}</span></p>
        <p id="resend-when" class="secondary" aria-live="polite">
          ${local.mayResend ? text("sms-resend-now") : text("sms-resend-later", { seconds: resendAfterSeconds })}
        </p>
      `,
    }),
  });
}
