import "./home.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { date } from "../../format.js";
import { afterPaint } from "../../paint.js";
import { archivedPage, pageFreshness, readAgain, refreshInBackground } from "../../parts/archived-page.js";
import { copyText } from "../../parts/copy.js";
import { disclosure } from "../../parts/disclosure.js";
import { diskCallout } from "../../parts/disk-callout.js";
import { doneCallout } from "../../parts/done-callout.js";
import { documentRow } from "../../parts/document-row.js";
import { withoutScheme } from "../../parts/failure-text.js";
import { icon } from "../../parts/icon.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { owedCard } from "../../parts/owed.js";
import { pageCorner } from "../../parts/page-corner.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { paymentCallout } from "../payment/payment-callout.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */

/**
 * Pages that *Accueil* leads to.
 * @type {{ id: string, iconName: import("../../parts/icon.js").IconName, open: () => Promise<import("../../bindings.ts").Shown> }[]}
 */
const links = [
  { id: "receipts", iconName: "file", open: api.openReceipts },
  { id: "rent-account", iconName: "wallet", open: api.openRentAccount },
  { id: "dwelling", iconName: "house", open: api.openDwelling },
  { id: "landlord", iconName: "phone", open: api.openLandlord },
  { id: "new-message", iconName: "mail", open: () => api.openNewMessage("other") },
  { id: "profile", iconName: "profile", open: api.openProfile },
];

/** @typedef {import("../../parts/archived-page.js").ArchivedPage & { copied: boolean, unfolded: Set<string>, pinChosen: boolean }} Local */

/** @type {import("../../screen.ts").Screen<"home", Local>} */
export const home = {
  heading: () => text("home"),
  enter: ({ wizard, step }, given) => {
    const { freshness, documents } = step.overview;
    const local = refreshInBackground(wizard, freshness, { ...archivedPage(keepPdfs), copied: false, unfolded: new Set(), pinChosen: given?.pinChosen ?? false });
    afterPaint(() => api.homeShown(documents));
    return local;
  },
  onFocus: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { person, owed, planOffered, payment, unseenAnswer, latest, news, newerVersion, freshness } = step.overview;
    return page(wizard, {
      wide: true,
      corner: pageCorner(wizard, { profile: false, person }),
      body: html`
        ${doneCallout("pin-chosen", local.pinChosen ? text("home-pin-chosen") : "")} ${pageFreshness(wizard, local, freshness)} ${memoryCallout(wizard)} ${diskCallout(wizard)} ${busyNotice(wizard)}
        <div class="at-home">
          <div>${paymentCallout(wizard, payment, { seen: true })} ${unseenAnswer ? answerCallout(wizard) : nothing} ${news.map((one) => newsCallout(wizard, local, one))} ${owed ? whatIsOwed(wizard, owed, planOffered) : nothing} ${latest ? latestDocument(wizard, latest) : nothing} ${newerVersion ? newerVersionCallout(wizard, local, newerVersion) : nothing}</div>
          <nav class="ways" aria-label=${text("home-ways")}>
            ${links.map(
              ({ id, iconName, open }) => html`<button type="button" id="open-${id}" class="way" @click=${() => wizard.act(open, "busy-opening")}>
                ${icon(iconName)}<span>${text(`home-${id}`)}</span>
              </button>`,
            )}
          </nav>
        </div>
      `,
    });
  },
};

/** Downloads the PDFs in the background, for offline reading. */
function keepPdfs() {
  // A failure is ignored: the next synchronisation retries.
  api.keepPdfs(() => {}, false).catch(() => {});
}

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").OwedView} owed
 * @param {boolean} planOffered
 */
function whatIsOwed(wizard, owed, planOffered) {
  const open = () => wizard.act(api.openWaysToPay, "busy-opening");
  return owedCard(owed, {
    label: text("rent-account"),
    action: html`<div class="action-line">
      <button type="button" id="open-ways-to-pay" class=${owed.total === 0 ? "secondary-action" : "main-action"} @click=${open}>${text("pay-rent")}</button>
      ${planOffered
        ? html`<button type="button" id="ask-plan" class="secondary-action" @click=${() => wizard.act(() => api.openNewMessage("paymentPlan"), "busy-opening")}>${text("plan-ask")}</button>`
        : nothing}
    </div>`,
  });
}

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").DocumentSummary} latest
 */
function latestDocument(wizard, latest) {
  const open = () => wizard.act(api.openReceipts, "busy-document", { receipts: { document: latest.id } });
  return html`
    <h2>${text("home-latest")}</h2>
    <ul class="documents latest">
      <li>${documentRow(latest, open)}</li>
    </ul>
  `;
}

/** @param {Wizard} wizard */
function answerCallout(wizard) {
  return html`
    <section class="callout">
      <p class="with-icon">${icon("mail")}<span>${text("home-answered")}</span></p>
      <button type="button" id="open-messages" class="secondary-action" @click=${() => wizard.act(api.openMessages, "busy-opening")}>${text("home-answered-open")}</button>
    </section>
  `;
}

/**
 * News: title and date in one line, the text unfolds.
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {import("../../bindings.ts").News} news
 */
function newsCallout(wizard, local, { title, text: paragraphs, from, until }) {
  const days = from === until ? text("news-on", { date: date(from) }) : text("news-until", { date: date(until) });
  return html`
    <section class="callout news">
      ${disclosure(wizard, local, {
        name: title,
        title: html`${icon("info")}<span><strong>${title}</strong> <span class="secondary">${days}</span></span>`,
        content: paragraphs.map((one) => html`<p>${one}</p>`),
      })}
    </section>
  `;
}

/**
 * A newer version of the application. Last of its column: nothing has to be done at once.
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {import("../../bindings.ts").NewerVersion} newerVersion
 */
function newerVersionCallout(wizard, local, { address }) {
  const copy = () => copyText(wizard, address, () => (local.copied = true));
  return html`
    <section class="callout newer-version">
      <p class="with-icon breakable">${icon("info")}<span>${text("home-newer-version", { address: withoutScheme(address) })}</span></p>
      <div class="action-line">
        <button type="button" id="copy-address" class="secondary-action" @click=${copy}>${icon("copy")}${text("home-newer-version-copy")}</button>
        <button type="button" id="dismiss-newer-version" class="secondary-action" @click=${() => wizard.act(api.dismissNewerVersion, "busy-opening")}>${text("home-newer-version-dismiss")}</button>
        <p role="status" class="success">${local.copied ? text("home-newer-version-copied") : ""}</p>
      </div>
    </section>
  `;
}
