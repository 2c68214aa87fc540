import "./payment.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { money } from "../../format.js";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/**
 * Icon for the status of a payment.
 * @type {Record<import("../../bindings.ts").CardPaymentStatus, import("../../parts/icon.js").IconName>}
 */
export const statusIcons = { notBegun: "info", waiting: "hourglass", pageNotOpened: "alert", confirmed: "check", refused: "alert", abandoned: "info" };

/**
 * Callout on another page about a pending payment, or one whose result was not seen yet.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").CardPaymentView | null} payment
 * @param {{ seen: boolean }} options whether a settled payment can be dismissed here
 */
export function paymentCallout(wizard, payment, { seen }) {
  if (!payment) return nothing;
  const { amount, status } = payment;
  const waits = status === "waiting";
  return html`
    <section class="callout payment-callout payment-${status}">
      <p class="with-icon">${icon(statusIcons[status])}<span>${text(`payment-callout-${status}`, { amount: money(amount) })}</span></p>
      ${waits
        ? html`<button type="button" id="follow-payment" class="secondary-action" @click=${() => wizard.act(api.openCardPayment, "busy-opening")}>${text("payment-follow")}</button>`
        : nothing}
      ${!waits && seen
        ? html`<button type="button" id="payment-seen" class="secondary-action" @click=${() => wizard.act(api.leavePayment, "busy-opening")}>${text("payment-seen")}</button>`
        : nothing}
    </section>
  `;
}
