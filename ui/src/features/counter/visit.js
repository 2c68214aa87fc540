import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { moment } from "../../format.js";
import { doneCallout } from "../../parts/done-callout.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { endVisit, help, helperSays, visitTitle } from "./frame.js";
import { printPdf } from "./print-pdf.js";

/** @typedef {import("../../bindings.ts").VisitPurpose} VisitPurpose */
/** @typedef {{ printed: "" | "visit-consent-printed" | "visit-letter-printed" }} VisitLocal */

/** @type {import("../../screen.ts").Screen<"visit", VisitLocal>} */
export const visit = {
  heading: ({ step }) => text("visit-heading", { name: step.visit.tenant.name }),
  title: visitTitle,
  help,
  enter: () => ({ printed: "" }),
  view: ({ wizard, step, local: own }) => {
    const { visit: view } = step;
    const { closedSince } = view.tenant;
    const allDone = closedSince === null && view.purposes.every((purpose) => view.done.includes(purpose));
    /** @param {() => Promise<boolean>} printPage @param {VisitLocal["printed"]} confirmation */
    const print = (printPage, confirmation) =>
      printPdf(wizard, printPage, (printed) => {
        own.printed = printed ? confirmation : "";
        wizard.redraw();
      });
    return page(wizard, {
      side: helperSays(closedSince ? "say-visit-closed" : allDone ? "say-visit-done" : "say-visit"),
      body: html`
        ${closedSince ? closed(wizard, view, closedSince) : doneCallout("account-reopened", view.reopened ? text("visit-reopened") : "")}
        <ul class="visit-tasks">
          ${view.purposes.map((purpose) => task(wizard, view, purpose))}
        </ul>
        ${allDone
          ? html`<div class="visit-end">
              <p>${text("visit-all-done")}</p>
              <button type="button" id="main-action" class="main-action" @click=${() => endVisit(wizard)}>${text("counter-end")}</button>
            </div>`
          : nothing}
        ${busyNotice(wizard)}
        <p role="status" class="success">${own.printed ? text(own.printed) : view.letterPosted ? text("visit-letter-posted") : ""}</p>
        <div class="action-line">
          <button type="button" id="print-consent" class="secondary-action" @click=${() => print(api.printConsent, "visit-consent-printed")}>${icon("print")}${text("visit-print-consent")}</button>
          ${view.moreOffered ? html`<button type="button" id="add-purpose" class="link" @click=${() => wizard.act(api.openMoreConsent, "busy-opening")}>${text("visit-add")}</button>` : nothing}
        </div>
        ${view.letterOffered ? letter(wizard, view, () => print(api.printLetter, "visit-letter-printed")) : nothing}
        ${view.closingOffered ? closing(wizard) : nothing}
      `,
    });
  },
};

/**
 * The account is closed to everybody: a manager opens it again, others are told whom to ask (S25).
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").VisitView} view
 * @param {string} since
 */
function closed(wizard, view, since) {
  return html`<section id="account-closed" class="callout">
    <h2>${text("visit-closed-heading", { date: moment(since) })}</h2>
    <p>${text("visit-closed-lead")}</p>
    <p>${text(view.reopeningOffered ? "visit-closed-manager" : "visit-closed-ask")}</p>
    ${view.reopeningOffered ? html`<button type="button" id="reopen-account" class="main-action" @click=${() => wizard.act(api.openReopening, "busy-opening")}>${text("visit-reopening-action")}</button>` : nothing}
  </section>`;
}

/** Somebody else used the account: it can be closed (S25). @param {import("../../wizard.js").Wizard} wizard */
function closing(wizard) {
  return html`<h2>${text("visit-closing-why")}</h2>
    <div class="action-line"><button type="button" id="close-account" class="link" @click=${() => wizard.act(api.openClosing, "busy-opening")}>${text("visit-closing-action")}</button></div>`;
}

/**
 * A registration letter: printed here once a second member of staff agreed, or posted (S21).
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").VisitView} view
 * @param {() => Promise<void> | void} print
 */
function letter(wizard, view, print) {
  const printed = html`<button type="button" id="print-letter" class="link" @click=${print}>${text("visit-print-letter")}</button>`;
  const approved = html`<button type="button" id="approve-letter" class="link" @click=${() => wizard.act(api.openLetterApproval, "busy-opening")}>${text("visit-approve-letter")}</button>`;
  const posted = html`<button type="button" id="post-letter" class="link" @click=${() => wizard.act(api.askForLetterByPost, "busy-sending")}>${text("visit-post-letter")}</button>`;
  return html`<h2>${text("visit-letter-heading")}</h2>
    <p class="secondary">${text(view.letterApproved ? "visit-letter-approved" : "visit-letter-rule")}</p>
    <div class="action-line">${view.letterApproved ? printed : approved} ${view.letterPosted ? nothing : posted}</div>`;
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").VisitView} view
 * @param {VisitPurpose} purpose
 */
function task(wizard, view, purpose) {
  const done = view.done.includes(purpose);
  const waits = view.tenant.closedSince ? "closed" : purpose === "receipts" && !view.tenant.registered ? "account" : purpose === "newNumber" && view.approvalRequired ? "approval" : null;
  return html`<li class="visit-task" data-purpose=${purpose} data-done=${done}>
    <div class="visit-task-words">
      <p class="found-name">${done ? icon("check") : nothing}<span>${text(`purpose-${purpose}`)}</span></p>
      <p class="secondary">${text(`visit-task-${done ? "done" : (waits ?? purpose)}`)}</p>
    </div>
    ${(done && purpose !== "receipts") || waits === "account" || waits === "closed"
      ? nothing
      : html`<button type="button" class=${done ? "secondary-action" : "main-action"} data-begin=${purpose} @click=${() => wizard.act(() => api.beginPurpose(purpose), "busy-opening")}>
          ${text("visit-task-begin")}<span class="visually-hidden"> ${text(`purpose-${purpose}`)}</span>
        </button>`}
  </li>`;
}
