import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { asFailure } from "../../shell.js";
import { fieldIds, typed } from "../../field-ids.js";
import { noEcho } from "../../parts/code-echo.js";
import { absenceIcon, withoutAnswer } from "../../parts/freshness.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { tenantCodeField } from "../../parts/tenant-code-field.js";
import { textField } from "../../parts/text-field.js";
import { ruleFigures } from "../../rule-figures.js";
import { text } from "../../text.js";
import { figures } from "./figures.js";
import { help, helperSays } from "./frame.js";
import { printPdf } from "./print-pdf.js";
import { WIPED_TITLE, wiped } from "./wiped.js";

/** Periods for which a manager can print the journal of visits, in days. */
const WEEK = 7;
const MONTH = ruleFigures.journalDays;

/**
 * @typedef {{
 *   way: "code" | "name",
 *   echo: import("../../parts/code-echo.js").Echo,
 *   figures: import("../../bindings.ts").FiguresView | null,
 *   away: "offline" | "unanswered" | null,
 *   prepared: boolean,
 *   done: "" | "counter-form-printed" | "counter-journal-printed" | "staff-password-changed",
 * }} Local `away`: why the landlord cannot be reached, if it cannot; `prepared`: the blank consent form is here
 */

/** @type {import("../../screen.ts").Screen<"counterDesk", Local>} */
export const counterDesk = {
  heading: () => text("counter-desk-heading"),
  help,
  enter: ({ wizard }, given) => {
    /** @type {Local} */
    const own = { way: "code", echo: noEcho(), figures: null, away: null, prepared: false, done: given?.done ?? "" };
    // The desk does not wait for the figures: they appear when they arrive, below all that can be pressed.
    queueMicrotask(() => learn(wizard, own));
    return own;
  },
  failed: ({ local }, failure) => {
    local.away = withoutAnswer(failure);
  },
  view: ({ wizard, step, local: own }) => {
    const { desk } = step;
    return page(wizard, {
      side: own.away ? undefined : helperSays(own.way === "code" ? "say-desk" : "say-desk-name"),
      body: html`
        ${desk.wiped ? wiped(desk.wiped) : nothing} ${desk.recoveryCodesLeft < 3 ? html`<p class="callout">${text("staff-few-recovery-codes", { count: desk.recoveryCodesLeft })}</p>` : nothing}
        ${own.away ? withoutLandlord(wizard, own) : nothing} ${own.way === "code" ? byCode(wizard, own, desk.wiped) : byName(wizard, own)}
        <p role="status" class="success">${own.done ? text(own.done) : ""}</p>
        ${desk.role === "agencyManager" && !own.away ? journal(wizard, own) : nothing}
        <p class="no-account"><button type="button" id="open-staff-password" class="link" @click=${() => wizard.act(api.openStaffPassword, "busy-opening")}>${text("staff-password-open")}</button></p>
        <p class="no-account"><button type="button" id="open-security-keys" class="link" @click=${() => wizard.act(api.openSecurityKeys, "busy-opening")}>${text("security-keys-open")}</button></p>
        ${own.figures ? figures(own.figures) : nothing}
      `,
    });
  },
};

/**
 * Fetches the figures of the day, and the blank consent form for when there is no network.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 */
function learn(wizard, own) {
  /** @param {Partial<Local>} learnt */
  const update = (learnt) => {
    Object.assign(own, learnt);
    wizard.redrawFor(own);
  };
  api.counterFigures().then(
    (figures) => update({ figures }),
    (thrown) => update({ away: withoutAnswer(asFailure(thrown)) }),
  );
  api.prepareCounter().then(
    (prepared) => update({ prepared }),
    () => {
      // Without the form, the desk does not offer to print it.
    },
  );
}

/**
 * What staff can do without a network, or while the landlord's service does not answer. Nothing is stored on this computer to be sent later.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 */
function withoutLandlord(wizard, own) {
  const offline = own.away === "offline";
  return html`<section class="callout" id="without-network" aria-labelledby="without-network-title">
    <h2 id="without-network-title" class="with-icon">${absenceIcon(own.away)}<span>${text(offline ? "counter-offline-heading" : "counter-unanswered-heading")}</span></h2>
    <p>${text(offline ? "counter-offline-lead" : "counter-unanswered-lead")}</p>
    <ul>
      ${own.prepared ? html`<li>${text("counter-offline-form")}</li>` : nothing}
      <li>${text("counter-offline-guide")}</li>
      <li>${text(offline ? "counter-offline-then" : "counter-unanswered-then")}</li>
    </ul>
    ${own.prepared
      ? html`<button type="button" id="print-form" class="secondary-action" @click=${() => print(wizard, own, api.printConsentForm, "counter-form-printed")}>${icon("print")}${text("counter-offline-print")}</button>`
      : nothing}
  </section>`;
}

/**
 * Buttons of the agency's manager, which print the journal.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 */
function journal(wizard, own) {
  /** @param {number} days */
  const printed = (days) => print(wizard, own, () => api.printJournal(days), "counter-journal-printed");
  return html`<div class="action-line">
    <button type="button" id="print-week" class="secondary-action" @click=${() => printed(WEEK)}>${icon("print")}${text("counter-journal-week", { days: WEEK })}</button>
    <button type="button" id="print-month" class="link" @click=${() => printed(MONTH)}>${text("counter-journal-month", { days: MONTH })}</button>
  </div>`;
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 * @param {() => Promise<boolean>} printPage
 * @param {Local["done"]} confirmation
 */
function print(wizard, own, printPage, confirmation) {
  printPdf(wizard, printPage, (printed) => {
    own.done = printed ? confirmation : "";
    wizard.redraw();
  });
}

/**
 * Changes the way of the search. The focus goes to its first field.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 * @param {Local["way"]} way
 */
function lookBy(wizard, own, way) {
  wizard.changeView(() => (own.way = way));
  document.getElementById(fieldIds[way === "code" ? "tenantCode" : "name"])?.focus({ preventScroll: true });
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 * @param {import("../../bindings.ts").WipeProof | null} proof
 */
function byCode(wizard, own, proof) {
  return questionForm(wizard, {
    action: text("counter-search"),
    onSubmit: () => wizard.act(() => api.searchByCode(typed("tenantCode")), "busy-searching"),
    beside: html`<button type="button" id="search-by-name" class="link" @click=${() => lookBy(wizard, own, "name")}>${text("counter-by-name")}</button>`,
    body: tenantCodeField(wizard, { echo: own.echo, label: text("tenant-code-label"), hint: text("counter-code-hint"), value: "", describedBy: proof ? WIPED_TITLE : undefined }),
  });
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} own
 */
function byName(wizard, own) {
  return questionForm(wizard, {
    action: text("counter-search"),
    onSubmit: () => wizard.act(() => api.searchByName(typed("name"), typed("birthDate")), "busy-searching"),
    beside: html`<button type="button" id="search-by-code" class="link" @click=${() => lookBy(wizard, own, "code")}>${text("counter-by-code")}</button>`,
    body: html`
      ${textField(wizard, { field: "name", label: text("counter-name-label"), hint: text("counter-name-hint") })}
      ${textField(wizard, { field: "birthDate", label: text("counter-birth-label"), hint: text("counter-birth-hint"), inputmode: "numeric", size: "telephone" })}
    `,
  });
}
