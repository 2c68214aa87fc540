import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { helperSays } from "./frame.js";
import { noPaper, printPaper } from "./paper.js";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { openDoorDrawing } from "../../parts/drawings/door.js";
import { checkBox, isTicked } from "../../parts/check-box.js";
import { typed } from "../../field-ids.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { phoneField } from "../../parts/phone-field.js";
import { questionForm, underWay } from "../../parts/question-form.js";
import { fieldError } from "../../parts/text-field.js";
import { radioGroup } from "../../parts/radio-group.js";
import { pdfFrame } from "../../parts/pdf/pdf-frame.js";
import { text } from "../../text.js";
import { tenantFacts } from "./desk.js";

/** @typedef {import("../../bindings.ts").VisitPurpose} VisitPurpose */
/** @typedef {import("../../bindings.ts").IdentityDocument} IdentityDocument */

const help = () => "help-counter";
const visitTitle = () => text("counter-bar");

/** @type {import("../../screen.ts").Screen<"visitIdentity", { document: IdentityDocument | null }>} */
export const visitIdentity = {
  heading: ({ step }) => text("visit-identity-heading", { name: step.tenant.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ document: null }),
  view: ({ wizard, step, local: own }) => {
    /** @type {IdentityDocument[]} */
    const documents = ["identityCard", "passport", "residencePermit", "drivingLicence"];
    return page(wizard, {
      side: helperSays("say-identity"),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitIdentity(own.document)),
        body: html`
          <div class="found-tenant">${tenantFacts(step.tenant)}</div>
          <div class="checks">${fieldError("identity-document", wizard.fieldFailures("identityDocument"))}</div>
          ${radioGroup({
            name: "identity-document",
            legend: text("visit-identity-legend"),
            value: own.document ?? "",
            choices: documents.map((one, place) => ({ value: one, label: text(`identity-${one}`), id: place === 0 ? "identity-document" : undefined })),
            onChoose: (value) => {
              own.document = /** @type {IdentityDocument} */ (value);
              wizard.redraw();
            },
          })}
          <p class="secondary">${text("visit-identity-never")}</p>
        `,
      }),
    });
  },
};

/** What a tenant may agree to: with an account, there is none to make. @param {boolean} registered @returns {VisitPurpose[]} */
const offered = (registered) => (registered ? ["passwordReset", "newNumber", "receipts"] : ["signUp", "newNumber", "receipts"]);

/** @type {import("../../screen.ts").Screen<"visitConsent">} */
export const visitConsent = {
  heading: () => text("visit-consent-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { tenant } = step;
    const purposes = offered(tenant.registered);
    return page(wizard, {
      side: helperSays("say-consent"),
      body: questionForm(wizard, {
        action: text("visit-consent-action"),
        onSubmit: () => wizard.act(() => api.beginVisit(purposes.filter((purpose) => isTicked(boxOf(purpose)))), "busy-opening"),
        body: html`
          <fieldset class="purposes" id="purposes" tabindex="-1">
            <legend>${text("visit-consent-legend")}</legend>
            ${fieldError("purposes", wizard.fieldFailures("purposes"))} ${purposes.map((purpose) => checkBox({ id: boxOf(purpose), label: text(`purpose-${purpose}`), checked: false }))}
          </fieldset>
          <h2>${text("visit-consent-known")}</h2>
          <ul>
            <li>${text("visit-consent-types")}</li>
            <li>${text("visit-consent-wiped")}</li>
            <li>${text("visit-consent-journal", { landlord: wizard.landlordName })}</li>
            <li>${text("visit-consent-stop")}</li>
          </ul>
        `,
      }),
    });
  },
};

/** @param {VisitPurpose} purpose */
const boxOf = (purpose) => `purpose-${purpose}`;

/** @typedef {import("../../parts/pdf/pdf-frame.js").PdfHolder & { printed: "" | "visit-consent-printed" | "visit-letter-printed" }} VisitLocal */

/** @type {import("../../screen.ts").Screen<"visit", VisitLocal>} */
export const visit = {
  heading: ({ step }) => text("visit-heading", { name: step.visit.tenant.name }),
  title: visitTitle,
  help,
  enter: () => /** @type {VisitLocal} */ ({ ...noPaper(), printed: "" }),
  view: ({ wizard, step, local: own }) => {
    const { visit: view } = step;
    /** @param {() => Promise<ArrayBuffer>} paper @param {VisitLocal["printed"]} told */
    const print = (paper, told) =>
      printPaper(wizard, own, paper, (printed) => {
        own.printed = printed ? told : "";
        wizard.redraw();
      });
    return page(wizard, {
      side: helperSays("say-visit"),
      body: html`
        <ul class="visit-tasks">
          ${view.purposes.map((purpose) => task(wizard, view, purpose))}
        </ul>
        ${underWay(wizard)}
        <p role="status" class="success">${own.printed ? text(own.printed) : ""}</p>
        <div class="action-line">
          <button type="button" id="print-consent" class="secondary-action" @click=${() => print(api.consentPaper, "visit-consent-printed")}>${icon("print")}${text("visit-print-consent")}</button>
          ${view.purposes.includes("newNumber") && !view.approvalRequired
            ? html`<button type="button" id="print-letter" class="link" @click=${() => print(api.letterPaper, "visit-letter-printed")}>${text("visit-print-letter")}</button>`
            : nothing}
        </div>
        ${pdfFrame(wizard, own)}
      `,
    });
  },
};

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("../../bindings.ts").VisitView} view
 * @param {VisitPurpose} purpose
 */
function task(wizard, view, purpose) {
  const done = view.done.includes(purpose);
  return html`<li class="visit-task" data-purpose=${purpose} data-done=${done}>
    <div class="visit-task-words">
      <p class="found-name">${done ? icon("check") : nothing}${text(`purpose-${purpose}`)}</p>
      <p class="secondary">${text(done ? "visit-task-done" : purpose === "newNumber" && view.approvalRequired ? "visit-task-approval" : `visit-task-${purpose}`)}</p>
    </div>
    ${done && purpose !== "receipts"
      ? nothing
      : html`<button type="button" class="main-action" data-begin=${purpose} @click=${() => wizard.act(() => api.beginPurpose(purpose), "busy-opening")}>
          ${text("visit-task-begin")}<span class="visually-hidden"> ${text(`purpose-${purpose}`)}</span>
        </button>`}
  </li>`;
}

/** @type {import("../../screen.ts").Screen<"visitNewNumber">} */
export const visitNewNumber = {
  heading: ({ step }) => text("visit-number-heading", { name: step.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      side: helperSays("say-number"),
      body: questionForm(wizard, {
        action: text("visit-number-action"),
        onSubmit: () => wizard.act(() => api.submitNewNumber(typed("phone"))),
        body: html`
          ${phoneField(wizard, { label: text("phone-label"), value: step.typed, autocomplete: "off" })}
        `,
      }),
    }),
};

/** The screen turns round: the tenant takes the keyboard. @type {import("../../screen.ts").Screen<"handOver">} */
export const handOver = {
  heading: () => text("hand-over-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { name, purpose } = step;
    return page(wizard, {
      drawing: phoneDrawing(),
      body: html`<div class="your-turn">
        ${questionForm(wizard, {
          action: text("hand-over-action"),
          onSubmit: () => wizard.act(api.takeOver, "busy-opening"),
          body: html`
            <p class="lead">${text(`hand-over-${purpose}`, { name })}</p>
            <ul>
              <li>${text("hand-over-alone")}</li>
              <li>${text("hand-over-secret")}</li>
            </ul>
          `,
        })}
      </div>`,
    });
  },
};

/** @type {import("../../screen.ts").Screen<"numberConfirmed">} */
export const numberConfirmed = {
  heading: () => text("number-confirmed-heading"),
  help,
  view: ({ wizard, step }) =>
    page(wizard, {
      drawing: openDoorDrawing(),
      body: questionForm(wizard, {
        action: text("counter-hand-back"),
        onSubmit: () => wizard.act(api.backToVisit, "busy-opening"),
        body: html`<p class="lead">${text("number-confirmed-lead", { number: step.mobile })}</p>`,
      }),
    }),
};
