import "./ways-to-pay.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { money } from "../../format.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { underWay } from "../../parts/question-form.js";
import { paymentNotice } from "./notice.js";
import { text } from "../../text.js";
import { owedFigures } from "../../parts/owed.js";
import { beginVisit, readAgain, visitFreshness } from "../../parts/archived-page.js";
import { stepOf } from "../../step-of.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").Transfer} Transfer */

/** @type {import("../../screens.js").Screen} */
export const waysToPay = {
  heading: () => text("pay-rent"),
  back: (wizard) => wizard.stepBack,
  enter: (wizard) => beginVisit(wizard, stepOf(wizard, "waysToPay").ways.freshness),
  seenAgain: (wizard) => readAgain(wizard, wizard.local),
  view: (wizard) => {
    const { owed, cards, payment, transfer, others, freshness } = stepOf(wizard, "waysToPay").ways;
    return page(wizard, {
      body: html`
        ${visitFreshness(wizard, freshness)} ${underWay(wizard)}
        ${owed ? html`<section class=${owed.total === 0 ? "owed owed-in-order" : "owed"} aria-label=${text("owed-to-pay")}>${owedFigures(owed)}</section>` : nothing}
        ${paymentNotice(wizard, payment, { seen: false })} ${cards && payment?.standing !== "waiting" ? byCard(wizard, freshness) : nothing}
        ${transfer ? transferDetails(wizard, transfer) : nothing}
        ${others.map(
          ({ kind, words }) => html`<section class="way-to-pay">
            <h2>${text(`pay-by-${kind}`)}</h2>
            ${words.map((one) => html`<p>${one}</p>`)}
          </section>`,
        )}
        ${transfer === null && others.length === 0 && !cards ? html`<p>${text("pay-unknown")}</p>` : nothing}
      `,
    });
  },
};

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").Freshness} freshness
 */
function byCard(wizard, freshness) {
  return html`
    <section class="way-to-pay">
      <h2>${text("pay-by-card")}</h2>
      <p>${text("pay-card-lead")}</p>
      ${freshness.state === "offline" ? html`<p class="with-icon">${icon("offline")}<span>${text("pay-card-offline")}</span></p>` : nothing}
      <button type="button" id="open-card-payment" class="main-action" @click=${() => wizard.act(api.openCardPayment, "busy-opening")}>${text("pay-card-open")}</button>
    </section>
  `;
}

/**
 * Each field can be copied; the code says the same to banks that read it.
 * @param {Wizard} wizard
 * @param {Transfer} transfer
 */
function transferDetails(wizard, { payee, iban, ibanCompact, bic, reference, amount, qr }) {
  const visit = /** @type {import("../../parts/archived-page.js").Visit} */ (wizard.local);
  return html`
    <section class="way-to-pay">
      <h2>${text("pay-by-transfer")}</h2>
      <p>${text("transfer-lead")}</p>
      <dl class="facts transfer">
        ${field(wizard, "payee", payee, payee)} ${field(wizard, "iban", iban, ibanCompact)} ${bic ? field(wizard, "bic", bic, bic) : nothing}
        ${field(wizard, "reference", reference, reference)} ${amount === null ? nothing : field(wizard, "amount", money(amount), (amount / 100).toFixed(2).replace(".", ","))}
      </dl>
      <p role="status" class="visually-hidden">${visit.done === "" ? "" : text("copied-aloud", { what: text(`transfer-${visit.done}`) })}</p>
      <p class="notice">${text("transfer-reference-why")}</p>
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
 * @param {"payee" | "iban" | "bic" | "reference" | "amount"} name
 * @param {string} shown
 * @param {string} copied
 */
function field(wizard, name, shown, copied) {
  const visit = /** @type {import("../../parts/archived-page.js").Visit} */ (wizard.local);
  const label = text(`transfer-${name}`);
  const copy = () => {
    navigator.clipboard.writeText(copied).then(
      () => {
        visit.done = name;
        wizard.redraw();
      },
      (thrown) => wizard.fail(thrown),
    );
  };
  return html`
    <dt>${label}</dt>
    <dd>
      <span id="transfer-${name}" class="transfer-value breakable">${shown}</span>
      <button type="button" id="copy-${name}" class="quiet" @click=${copy}>
        ${icon(visit.done === name ? "check" : "copy")}${text(visit.done === name ? "copied" : "copy")}<span class="visually-hidden"> ${label}</span>
      </button>
    </dd>
  `;
}
