import "./ways-to-pay.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { money } from "../../format.js";
import { archivedPage, pageFreshness, readAgain, refreshInBackground } from "../../parts/archived-page.js";
import { copyText } from "../../parts/copy.js";
import { absenceIcon, withoutAnswer } from "../../parts/freshness.js";
import { icon } from "../../parts/icon.js";
import { owedCard } from "../../parts/owed.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { paymentCallout } from "./payment-callout.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").Transfer} Transfer */
/** @typedef {"payee" | "iban" | "bic" | "reference" | "amount"} Line of a transfer */
/** @typedef {import("../../parts/archived-page.js").ArchivedPage & { copied: Line | "" }} Local */

/** @type {import("../../screen.ts").Screen<"waysToPay", Local>} */
export const waysToPay = {
  heading: () => text("pay-rent"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => refreshInBackground(wizard, step.ways.freshness, { ...archivedPage(), copied: "" }),
  onFocus: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { owed, cards, payment, transfer, others, freshness } = step.ways;
    return page(wizard, {
      body: html`
        ${pageFreshness(wizard, local, freshness)} ${busyNotice(wizard)}
        ${owed ? owedCard(owed, { label: text("owed-to-pay") }) : nothing}
        ${paymentCallout(wizard, payment, { seen: false })} ${cards && payment?.status !== "waiting" ? byCard(wizard, local) : nothing}
        ${transfer ? transferDetails(wizard, local, transfer, owed?.total ?? 0) : nothing}
        ${others.map(
          ({ kind, words }) => html`<section class="way-to-pay">
            <h2>${text(`pay-by-${kind}`)}</h2>
            ${words.map((one) => html`<p>${one}</p>`)} ${kind === "cheque" ? headOffice(wizard) : nothing}
          </section>`,
        )}
        ${transfer === null && others.length === 0 && !cards ? html`<p>${text("pay-unknown")}</p>` : nothing}
      `,
    });
  },
};

/** The landlord's own address, for a letter. @param {Wizard} wizard */
function headOffice({ landlord }) {
  if (!landlord) return nothing;
  return html`<dl class="facts">
    <dt>${text("pay-head-office")}</dt>
    <dd>${[landlord.name, ...landlord.address].map((line) => html`<div>${line}</div>`)}</dd>
  </dl>`;
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 */
function byCard(wizard, { failure }) {
  const away = withoutAnswer(failure);
  return html`
    <section class="way-to-pay">
      <h2>${text("pay-by-card")}</h2>
      <p>${text("pay-card-lead")}</p>
      ${away ? html`<p class="with-icon">${absenceIcon(away)}<span>${text(away === "offline" ? "pay-card-offline" : "pay-card-unanswered")}</span></p>` : nothing}
      <button type="button" id="open-card-payment" class="main-action" @click=${() => wizard.act(api.openCardPayment, "busy-opening")}>${text("pay-card-open")}</button>
    </section>
  `;
}

/**
 * Details of a transfer. Each line can be copied; the QR code holds the same, for banks that can read it.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {Transfer} transfer
 * @param {number} total all that is owed
 */
function transferDetails(wizard, own, { payee, iban, ibanCompact, bic, reference, amount, qr }, total) {
  return html`
    <section class="way-to-pay">
      <h2>${text("pay-by-transfer")}</h2>
      <p>${text("transfer-lead")}</p>
      <dl class="facts transfer">
        ${line(wizard, own, "payee", payee, payee)} ${line(wizard, own, "iban", iban, ibanCompact)} ${bic ? line(wizard, own, "bic", bic, bic) : nothing}
        ${line(wizard, own, "reference", reference, reference)} ${amount === null ? nothing : line(wizard, own, "amount", money(amount), (amount / 100).toFixed(2).replace(".", ","))}
      </dl>
      <p role="status" class="visually-hidden">${own.copied === "" ? "" : text("copied-aloud", { what: text(`transfer-${own.copied}`) })}</p>
      ${amount !== null && amount < total ? html`<p id="transfer-all">${text("transfer-all", { amount: money(total) })}</p>` : nothing}
      <p class="callout">${text("transfer-reference-why")}</p>
      ${qr
        ? html`<figure class="transfer-code">
            <svg viewBox="0 0 ${qr.modules} ${qr.modules}" role="img" aria-label=${text("transfer-code-name")}><path d=${qr.path} /></svg>
            <figcaption>${text("transfer-code")}</figcaption>
          </figure>`
        : nothing}
    </section>
  `;
}

/**
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {Line} name
 * @param {string} shown
 * @param {string} copied
 */
function line(wizard, own, name, shown, copied) {
  const label = text(`transfer-${name}`);
  const copy = () => copyText(wizard, copied, () => (own.copied = name));
  return html`
    <dt>${label}</dt>
    <dd>
      <span id="transfer-${name}" class="transfer-value breakable digits">${shown}</span>
      <button type="button" id="copy-${name}" class="quiet" @click=${copy}>
        ${icon(own.copied === name ? "check" : "copy")}${text(own.copied === name ? "copied" : "copy")}<span class="visually-hidden"> ${label}</span>
      </button>
    </dd>
  `;
}
