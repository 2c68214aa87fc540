import "./error-summary.css";
import { html, nothing } from "lit-html";
import * as api from "../api.ts";
import { answeredBy, fieldIds } from "../field-ids.js";
import { text } from "../text.js";
import { fieldMessage, screenMessage } from "./failure-text.js";
import { icon } from "./icon.js";

/** @typedef {import("../bindings.ts").FailureCode} FailureCode */

/** What the tenant can do about a failure that belongs to no field. */
/** @type {Partial<Record<FailureCode, "retry" | "restart" | "signIn" | "agency" | "proxy">>} */
const wayOut = {
  unreachable: "retry",
  noNetwork: "retry",
  proxyPasswordRequired: "proxy",
  proxyUnsupported: "retry",
  connectionUntrusted: "retry",
  slow: "retry",
  landlordBusy: "retry",
  landlordFault: "retry",
  upgradeRequired: "agency",
  accountClosed: "agency",
  answerUnreadable: "retry",
  busy: "retry",
  robotCheckFailed: "retry",
  archiveUnreadable: "retry",
  archiveOfLaterVersion: "agency",
  diskFull: "retry",
  diskFault: "retry",
  filesNotDeleted: "retry",
  internal: "retry",
  notFound: "retry",
  documentDamaged: "retry",
  pdfUnavailableOffline: "retry",
  pdfUnreadable: "retry",
  notPrinted: "retry",
  noPrinter: "retry",
  pdfMissingOffline: "retry",
  fileNotSaved: "retry",
  cardsUnavailable: "retry",
  paymentPageUntrusted: "agency",
  enrolmentEnded: "restart",
  sessionEnded: "signIn",
  nothingProved: "agency",
  tooManyAttempts: "agency",
};

/**
 * The current failure, at the top of the page. It takes the focus when it appears. A single thing to correct takes one
 * line, so that its field stays in sight.
 * @param {import("../wizard.js").Wizard} wizard
 */
export function errorSummary(wizard) {
  const { failure, toldAtField } = wizard;
  if (!failure || toldAtField) return nothing;
  const [first, ...others] = failure.fields;
  const title = first ? text("error-summary-fields", { count: failure.fields.length }) : text("error-summary-screen");
  const single = first && others.length === 0;
  return html`
    <section id="error-summary" class="error-summary" tabindex="-1" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">
        ${icon("alert")}
        ${single ? html`<span><span class="visually-hidden">${title}</span> ${wayToCorrect(first)}</span>` : html`<span>${title}</span>`}
      </h2>
      ${single ? nothing : first ? fieldLinks(failure.fields) : screenFailure(wizard, failure)}
    </section>
  `;
}

/** @param {import("../bindings.ts").FieldFailure[]} fields */
function fieldLinks(fields) {
  return html`
    <ul class="plain">
      ${fields.map((one) => html`<li>${wayToCorrect(one)}</li>`)}
    </ul>
  `;
}

/** @param {import("../bindings.ts").FieldFailure} one */
const wayToCorrect = (one) => (one.code in answeredBy ? answerButton(one) : fieldLink(one));

/** @param {import("../bindings.ts").FieldFailure} one */
const fieldLink = (one) => html`<a href="#${fieldIds[one.field]}" @click=${(/** @type {Event} */ event) => focusField(event, one.field)}>${fieldMessage(one)}</a>`;

/** @param {import("../bindings.ts").FieldFailure} one */
const answerButton = (one) => html`<button type="button" class="link" @click=${() => document.getElementById(answeredBy[one.code] ?? "")?.click()}>${fieldMessage(one)}</button>`;

/**
 * @param {Event} event
 * @param {import("../bindings.ts").Field} field
 */
function focusField(event, field) {
  event.preventDefault();
  const input = document.getElementById(fieldIds[field]);
  input?.scrollIntoView({ block: "center" });
  input?.focus();
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../bindings.ts").Failure} failure
 */
function screenFailure(wizard, failure) {
  return html`
    <p>${screenMessage(failure)}</p>
    ${failure.detail ? html`<p class="secondary">${failure.detail}</p>` : nothing}
    ${failure.reference ? html`<p class="secondary">${text("failure-reference", { reference: failure.reference })}</p>` : nothing}
    ${wizard.phase === "slow" ? nothing : wayOutButton(wizard, failure.code)}
  `;
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {FailureCode} code
 * @param {() => void} [again] what failed; else the last call
 */
export function wayOutButton(wizard, code, again) {
  if (wizard.counter && ["sessionEnded", "enrolmentEnded", "visitEnded"].includes(code)) {
    return html`<button type="button" id="back-to-visit" class="secondary-action" @click=${() => wizard.act(api.backToVisit, "busy-opening")}>${text("counter-back-to-visit")}</button>`;
  }
  switch (wayOut[code]) {
    case "retry":
      return html`<button type="button" id="retry" class="secondary-action" @click=${() => wizard.retry()}>${icon("retry")}${text("retry")}</button>`;
    case "restart":
      return html`<button type="button" id="restart" class="secondary-action" @click=${() => wizard.act(api.restartEnrolment, "busy-opening")}>
        ${text("restart")}
      </button>`;
    case "signIn":
      return html`<button type="button" id="sign-in-again" class="secondary-action" @click=${() => wizard.act(api.openSignIn, "busy-opening")}>
        ${text("sign-in")}
      </button>`;
    case "proxy":
      return html`<button type="button" id="proxy" class="secondary-action" @click=${() => wizard.askProxyPassword(again ?? (() => wizard.retry()))}>
        ${icon("lock")}${text("proxy-open")}
      </button>`;
    case "agency":
      // Staff are the agency.
      if (wizard.counter && !wizard.counter.handedOver) return nothing;
      return html`<button type="button" id="call-agency" class="secondary-action" @click=${() => wizard.open("help")}>
        ${icon("phone")}${text("contact-agency")}
      </button>`;
    default:
      return nothing;
  }
}
