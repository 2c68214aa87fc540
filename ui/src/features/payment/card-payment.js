import "../../parts/owed.css";
import "./payment.css";
import "./ways-to-pay.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { moment, money } from "../../format.js";
import { copyText } from "../../parts/copy.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { statusIcons } from "./payment-callout.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/**
 * @typedef {object} Following
 * @property {number} timer id of the timer of the next query; 0 before the first
 * @property {number} pause delay of the next query, in milliseconds
 * @property {boolean} asking whether a query is pending
 * @property {boolean} unanswered whether the last query failed
 * @property {boolean} copied whether the address of the page was copied
 */

/** First and last delay between two queries, in milliseconds. It grows in between: a bank may be slow. */
const FIRST_PAUSE = 4_000;
const MAX_PAUSE = 60_000;

/**
 * Whether a payment may still be made, here or with the address of its page.
 * @param {import("../../bindings.ts").CardPaymentView} payment
 */
const isOpen = ({ status }) => status === "waiting" || status === "pageNotOpened";

/** A payment by card, and its result. @type {import("../../screen.ts").Screen<"cardPayment", Following>} */
export const cardPayment = {
  heading: ({ step }) => text(`payment-heading-${step.payment.status}`),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => {
    /** @type {Following} */
    const local = { timer: 0, pause: FIRST_PAUSE, asking: false, unanswered: false, copied: false };
    if (isOpen(step.payment)) askLater(wizard, local);
    // Fetches the document that proves the payment.
    if (step.payment.status === "confirmed") api.synchronise().catch(() => {});
    return local;
  },
  leave: ({ local }) => window.clearTimeout(local.timer),
  onFocus: ({ wizard, step, local }) => {
    if (!isOpen(step.payment)) return;
    local.pause = FIRST_PAUSE;
    ask(wizard, local);
  },
  view: ({ wizard, step, local }) => {
    const { amount, status, begunAt, begunElsewhere } = step.payment;
    return page(wizard, {
      body: html`
        <section class="owed payment-${status}">
          <p class="owed-amount">${money(amount)}</p>
          <p class="with-icon">${icon(statusIcons[status])}<span>${text(`payment-lead-${status}`)}</span></p>
          <p class="secondary">${text("payment-begun", { moment: moment(begunAt) })}</p>
        </section>
        ${step.page ? pageElsewhere(wizard, local, step.page) : nothing}
        ${status === "waiting" && begunElsewhere ? html`<p class="callout">${text("payment-elsewhere")}</p>` : nothing}
        <p role="status" id="payment-asking" class=${status === "waiting" && local.unanswered ? "callout" : "secondary"}>
          ${status === "waiting" ? text(local.unanswered ? "payment-not-asked" : "payment-asking") : nothing}
        </p>
        ${busyNotice(wizard)}
        <div class="action-line">${ways(wizard, status)}</div>
      `,
    });
  },
};

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").CardPaymentStatus} status
 */
function ways(wizard, status) {
  const pay = html`<button type="button" id="open-payment-page" class="main-action" @click=${() => wizard.act(api.pay, "busy-payment")}>
    ${icon("elsewhere")}${text("payment-page-again")}
  </button>`;
  const finish = (/** @type {string} */ look) =>
    html`<button type="button" id="finish-payment" class=${look} @click=${() => wizard.act(api.leavePayment, "busy-opening")}>${text("payment-finish")}</button>`;
  const again = html`<button type="button" id="pay-again" class="main-action" @click=${() => wizard.act(api.openCardPayment, "busy-opening")}>${text("payment-again")}</button>`;
  switch (status) {
    case "waiting":
    case "pageNotOpened":
      return html`${pay}
        <button type="button" id="give-payment-up" class="secondary-action" @click=${() => wizard.act(api.givePaymentUp, "busy-giving-up")}>${text("payment-give-up")}</button>
        ${finish("secondary-action")}`;
    case "confirmed":
      return html`${finish("main-action")}
        <button type="button" id="open-receipts" class="secondary-action" @click=${() => wizard.act(openDocuments, "busy-opening")}>${icon("file")}${text("payment-documents")}</button>`;
    case "notBegun":
    case "refused":
    case "abandoned":
      return html`${again} ${finish("secondary-action")}`;
  }
}

/**
 * The page that no browser of this computer opens: its address to copy, and the same as a code for a telephone.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Following} local
 * @param {import("../../bindings.ts").UnopenedPage} page
 */
function pageElsewhere(wizard, local, { address, qr }) {
  const copy = () => copyText(wizard, address, () => (local.copied = true));
  return html`
    <p>${text("payment-page-elsewhere")}</p>
    <dl class="facts transfer">
      <dt>${text("payment-page-address")}</dt>
      <dd>
        <span id="payment-page" class="transfer-value web-address">${address}</span>
        <button type="button" id="copy-page" class="quiet" @click=${copy}>
          ${icon(local.copied ? "check" : "copy")}${text(local.copied ? "copied" : "copy")}<span class="visually-hidden"> ${text("payment-page-address")}</span>
        </button>
      </dd>
    </dl>
    <p role="status" class="visually-hidden">${local.copied ? text("copied-aloud", { what: text("payment-page-address") }) : ""}</p>
    ${qr
      ? html`<figure class="transfer-code">
          <svg viewBox="0 0 ${qr.modules} ${qr.modules}" role="img" aria-label=${text("payment-page-code")}><path d=${qr.path} /></svg>
          <figcaption>${text("payment-page-then")}</figcaption>
        </figure>`
      : html`<p>${text("payment-page-then")}</p>`}
  `;
}

/** Leaves the payment first, so that its result is not shown again. */
async function openDocuments() {
  await api.leavePayment();
  return api.openReceipts();
}

/**
 * @param {Wizard} wizard
 * @param {Following} local
 */
function askLater(wizard, local) {
  window.clearTimeout(local.timer);
  local.timer = window.setTimeout(() => ask(wizard, local), local.pause);
  local.pause = Math.min(local.pause * 1.2, MAX_PAUSE);
}

/**
 * Queries the result while this page is open.
 * @param {Wizard} wizard
 * @param {Following} local
 */
async function ask(wizard, local) {
  if (local.asking) return;
  local.asking = true;
  const shown = await api.followPayment().catch(() => null);
  local.asking = false;
  if (!wizard.shows(local) || wizard.phase !== null) return;
  local.unanswered = shown === null;
  if (shown?.step.screen === "cardPayment" && isOpen(shown.step.payment)) wizard.update(shown);
  else if (shown) return wizard.show(shown);
  askLater(wizard, local);
  wizard.redraw();
}
