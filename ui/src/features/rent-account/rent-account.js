import "../../parts/document-row.css";
import "../../parts/document-status.css";
import "./rent-account.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { capitalised, date, money, monthOf } from "../../format.js";
import { archivedPage, pageFreshness, readAgain, refreshInBackground } from "../../parts/archived-page.js";
import { icon } from "../../parts/icon.js";
import { owedCard } from "../../parts/owed.js";
import { page } from "../../parts/page.js";
import { pause } from "../../parts/pause.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { messageCard } from "../messages/message.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").RentAccountView} RentAccountView */
/** @typedef {import("../../bindings.ts").RentAccountEntry} RentAccountEntry */

/** @type {import("../../screen.ts").Screen<"rentAccount", import("../../parts/archived-page.js").ArchivedPage>} */
export const rentAccount = {
  heading: () => text("rent-account"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => refreshInBackground(wizard, step.freshness, archivedPage()),
  onFocus: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { rentAccount: shown, plan, freshness } = step;
    return page(wizard, {
      body: html`${pageFreshness(wizard, local, freshness)} ${busyNotice(wizard)} ${shown ? rentAccountBody(wizard, shown, plan) : html`<p>${text("rent-account-unknown")}</p>`}`,
    });
  },
};

/**
 * @param {Wizard} wizard
 * @param {RentAccountView} shown
 * @param {import("../../bindings.ts").MessageView | null} plan
 */
function rentAccountBody(wizard, shown, plan) {
  const { owed, open } = shown;
  return html`
    ${owedCard(owed, {
      label: text("owed-to-pay"),
      action:
        owed.total === 0
          ? nothing
          : html`<div class="action-line">
              <button type="button" id="open-ways-to-pay" class="main-action" @click=${() => wizard.act(api.openWaysToPay, "busy-opening")}>${text("pay-rent")}</button>
            </div>`,
    })}
    ${plan ? planAskedFor(wizard, plan) : owed.late > 0 ? helpWithArrears(wizard) : nothing} ${open.length > 1 ? whatIsOwed(wizard, shown) : nothing} ${movements(shown)}
  `;
}

/** Offers help to a tenant in arrears, without blame. @param {Wizard} wizard */
function helpWithArrears(wizard) {
  return html`<section class="callout">
    <p>${text("arrears-help")}</p>
    <div class="action-line">
      <button type="button" id="ask-plan" class="secondary-action" @click=${() => wizard.act(() => api.openNewMessage("paymentPlan"), "busy-opening")}>${icon("mail")}${text("plan-ask")}</button>
      <button type="button" id="call-agency" class="secondary-action" @click=${() => wizard.open("help")}>${icon("phone")}${text("contact-agency")}</button>
    </div>
  </section>`;
}

/**
 * The request to pay in parts, and its status.
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").MessageView} plan
 */
function planAskedFor(wizard, plan) {
  return html`
    <h2>${text("plan-asked")}</h2>
    ${messageCard(wizard, plan)}
    <p><button type="button" id="open-messages" class="secondary-action" @click=${() => wizard.act(api.openMessages, "busy-opening")}>${text("landlord-messages")}</button></p>
  `;
}

/**
 * @param {Wizard} wizard
 * @param {RentAccountView} shown
 */
function whatIsOwed(wizard, { open }) {
  return html`
    <h2>${text("owed-what")}</h2>
    <ul class="documents">
      ${open.map(
        (charge) => html`<li>
          <button type="button" class="document" @click=${() => wizard.act(api.openReceipts, "busy-document", { receipts: { document: charge.document } })}>
            <span class="document-what">
              <span class="document-month">${capitalised(monthOf(charge.term))}</span>${pause}
              <span class="document-kind">${text(`kind-${charge.kind}`)}</span>
            </span>
            ${pause}
            <span class="document-figures">
              <span class="document-amount">${money(charge.left)}</span>
              ${charge.dueOn ? html`${pause}<span class=${charge.late ? "status status-error" : "status status-due"}>${text(charge.late ? "charge-late" : "charge-due", { date: date(charge.dueOn) })}</span>` : nothing}
            </span>
            ${icon("next")}
          </button>
        </li>`,
      )}
    </ul>
  `;
}

/**
 * Charges and payments, newest first, each with the balance after it.
 * @param {RentAccountView} shown
 */
function movements({ entries, openingBalance }) {
  if (entries.length === 0) return nothing;
  return html`
    <h2 id="movements">${text("movements")}</h2>
    <p>${text("movements-lead")}</p>
    <ul class="documents movements" aria-labelledby="movements">
      ${entries.map((entry) => html`<li>${movement(entry)}</li>`)}
      ${openingBalance === 0
        ? nothing
        : html`<li>
            <div class="document">
              <span class="document-what"><span class="document-month">${text("movement-before")}</span></span>
              ${pause}
              <span class="document-figures"><span class="document-kind">${balance(openingBalance)}</span></span>
            </div>
          </li>`}
    </ul>
  `;
}

/** @param {RentAccountEntry} entry */
function movement(entry) {
  const { kind, on, term, method, amount } = entry;
  const came = amount < 0;
  return html`<div class="document">
    <span class="document-what">
      <span class="document-month">${text(`movement-${kind}`, { month: term ? monthOf(term) : "", dated: term ? "yes" : "no" })}</span>${pause}
      <span class="document-kind">${date(on)}${method ? html`, ${method}` : nothing}</span>
    </span>
    ${pause}
    <span class="document-figures">
      <span class=${came ? "document-amount came-in" : "document-amount"}>${came ? html`<span class="visually-hidden">${text("movement-came-in")}</span>` : nothing}${came ? `+\u00a0${money(-amount)}` : money(amount)}</span>${pause}
      <span class="document-kind">${balance(entry.balance)}</span>
    </span>
  </div>`;
}

/** A balance in words: what the tenant owed, or what the landlord owed. @param {number} cents */
const balance = (cents) => (cents < 0 ? text("movement-in-favour", { amount: money(-cents) }) : text("movement-owed", { amount: money(cents) }));
