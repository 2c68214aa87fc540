import { html } from "lit-html";
import * as api from "../../api.js";
import { messageDrawing } from "../../parts/drawings/phone.js";
import { typed } from "../../field-ids.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { stepOf } from "../../step-of.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */

/** Seconds left at which the tenant is told; no clock ticks in between. */
const ANNOUNCED = [600, 300, 60, 30, 0];

/**
 * @typedef {object} Waiting what is waited for
 * @property {number} resendAfterSeconds
 * @property {number | null} expiresInSeconds null where the landlord does not tell
 * @property {number} messagesSent
 * @property {string} lead what was done, while one message was asked for
 * @property {import("../../bindings.ts").EnrolmentPurpose} [purpose] of the enrolment that the step is one of
 * @property {(code: string) => Promise<import("../../bindings.ts").Step>} submit
 * @property {() => Promise<import("../../bindings.ts").Step>} resend
 */

/** @typedef {{ left: number | null, mayResend: boolean, timers: number[] }} Local */

export const smsCode = codeScreen((wizard) => {
  const { newNumber, ...step } = stepOf(wizard, "smsCode");
  const lead = newNumber === null ? text("sms-lead") : newNumberLead(newNumber);
  return { ...step, lead, submit: api.submitSmsCode, resend: api.resendSmsCode };
});

export const signInCode = codeScreen((wizard) => ({
  ...stepOf(wizard, "signInCode"),
  expiresInSeconds: null,
  lead: text("sign-in-code-lead"),
  submit: api.submitSignInCode,
  resend: api.resendSignInCode,
}));

export const accountMobileCode = codeScreen((wizard) => {
  const { mobile, ...step } = stepOf(wizard, "accountMobileCode");
  return { ...step, lead: newNumberLead(mobile), submit: api.submitAccountSmsCode, resend: api.resendAccountSmsCode };
});

/** A number is not cut at the end of a line. @param {string} number */
function newNumberLead(number) {
  return text("sms-lead-new-number", { number: number.replaceAll(" ", "\u00a0") });
}

/**
 * @param {(wizard: Wizard) => Waiting} waitingOf
 * @returns {import("../../screens.js").Screen}
 */
function codeScreen(waitingOf) {
  return {
    heading: () => text("sms-heading"),
    back: (wizard) => wizard.stepBack,
    enter: (wizard) => enter(wizard, waitingOf(wizard)),
    leave: (wizard) => {
      for (const timer of /** @type {Local} */ (wizard.local).timers) window.clearTimeout(timer);
      // A code that was replaced or used is of no use any more.
      const field = document.getElementById("sms-code");
      if (field instanceof HTMLInputElement) field.value = "";
    },
    arrive: () => document.getElementById("sms-code")?.focus(),
    view: (wizard) => view(wizard, waitingOf(wizard)),
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
  for (const left of ANNOUNCED) {
    if (expiresInSeconds !== null && left <= expiresInSeconds) after(expiresInSeconds - left, () => (local.left = left));
  }
  if (!local.mayResend) after(resendAfterSeconds, () => (local.mayResend = true));
  return local;
}

/**
 * @param {Wizard} wizard
 * @param {Waiting} waiting
 */
function view(wizard, { messagesSent, resendAfterSeconds, purpose, lead, submit, resend }) {
  /** @type {Local} */
  const local = wizard.local;
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
        <p role="status" class=${messagesSent > 1 ? "notice" : ""}>${messagesSent > 1 ? text("sms-latest", { count: messagesSent }) : lead}</p>
        ${textField(wizard, {
          field: "smsCode",
          label: text("sms-label"),
          hint: text("sms-hint"),
          inputmode: "numeric",
          autocomplete: "one-time-code",
          size: "code-short",
        })}
        <p class="secondary expiry" aria-live="polite">${local.left === null ? "" : text("sms-expiry", { seconds: local.left })}</p>
        <p class="with-icon">${icon("info")}<span>${text("sms-secret")}</span></p>
        <p id="resend-when" class="secondary" aria-live="polite">
          ${local.mayResend ? text("sms-resend-now") : text("sms-resend-later", { seconds: resendAfterSeconds })}
        </p>
      `,
    }),
  });
}
