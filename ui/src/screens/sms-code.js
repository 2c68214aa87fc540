import { html } from "lit-html";
import * as api from "../api.js";
import { messageDrawing } from "../drawings/phone.js";
import { typed } from "../parts/field-ids.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { questionForm } from "../parts/question-form.js";
import { textField } from "../parts/text-field.js";
import { text } from "../text.js";
import { stepOf } from "./step-of.js";

/** Seconds left at which the tenant is told; no clock ticks in between. */
const ANNOUNCED = [600, 300, 60, 30, 0];

/** @typedef {{ left: number | null, mayResend: boolean, timers: number[] }} Local */

/** @type {import("./index.js").Screen} */
export const smsCode = {
  heading: () => text("sms-heading"),
  back: (wizard) => wizard.stepBack,
  enter: (wizard) => {
    const { expiresInSeconds, resendAfterSeconds } = stepOf(wizard, "smsCode");
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
      if (left <= expiresInSeconds) after(expiresInSeconds - left, () => (local.left = left));
    }
    if (!local.mayResend) after(resendAfterSeconds, () => (local.mayResend = true));
    return local;
  },
  leave: (wizard) => {
    for (const timer of /** @type {Local} */ (wizard.local).timers) window.clearTimeout(timer);
    // A code that was replaced or used is of no use any more.
    const field = document.getElementById("sms-code");
    if (field instanceof HTMLInputElement) field.value = "";
  },
  arrive: () => document.getElementById("sms-code")?.focus(),
  view: (wizard) => {
    /** @type {Local} */
    const local = wizard.local;
    const { messagesSent, resendAfterSeconds, purpose } = stepOf(wizard, "smsCode");
    return page(wizard, {
      stage: "sms",
      purpose,
      drawing: messageDrawing(),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitSmsCode(typed("smsCode")), "busy-checking"),
        beside: html`<button type="button" id="resend" class="link" aria-describedby="resend-when" @click=${() => wizard.act(api.resendSmsCode, "busy-sms")}>
          ${text("sms-resend")}
        </button>`,
        body: html`
          <p role="status" class=${messagesSent > 1 ? "notice" : ""}>
            ${messagesSent > 1 ? text("sms-latest", { count: messagesSent }) : text("sms-lead")}
          </p>
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
  },
};
