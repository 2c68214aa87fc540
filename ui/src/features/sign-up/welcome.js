import "./sign-up.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { doorDrawing } from "../../parts/drawings/door.js";
import { icon } from "../../parts/icon.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @param {{ wizard: import("../../wizard.js").Wizard }} shown */
const heading = ({ wizard }) => text("welcome-heading", { product: wizard.productName });

/** @param {{ wizard: import("../../wizard.js").Wizard }} shown */
const back = ({ wizard }) => (wizard.frame.hasOthers ? wizard.stepBack : null);

/** @type {import("../../screen.ts").Screen<"welcome">} */
export const welcome = {
  heading,
  back,
  view: ({ wizard }) => view(wizard, nothing),
};

/** {@link welcome}, after the account was deleted. @type {import("../../screen.ts").Screen<"accountDeleted">} */
export const accountDeleted = {
  heading,
  back,
  help: () => "help-welcome",
  view: ({ wizard, step }) => view(wizard, step.filesStay ? deletedButForFiles() : deleted()),
};

const deleted = () =>
  html`<p role="status" id="account-deleted" class="callout done-callout with-icon">${icon("check")}<span>${text("account-deleted")}</span></p>`;

const deletedButForFiles = () =>
  html`<p role="status" id="account-deleted" class="callout with-icon">${icon("info")}<span>${text("account-deleted-files-stay")}</span></p>`;

/** What the application is for. A callout that names the buttons below takes its place: both stay in sight. */
const promises = () => html`<ul class="promises">
  <li>${icon("file")}<span>${text("welcome-receipts")}</span></li>
  <li>${icon("offline")}<span>${text("welcome-offline")}</span></li>
  <li>${icon("phone")}<span>${text("welcome-agency")}</span></li>
</ul>`;

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {unknown} callout confirmation of what was just done
 */
function view(wizard, callout) {
  return page(wizard, {
    drawing: doorDrawing(),
    body: html`
      ${callout}
      <p class="lead">${text("welcome-lead", { landlord: wizard.landlordName })}</p>
      ${wizard.frame.secretsKept === "memory" ? memoryCallout(wizard, text("welcome-secrets-in-memory")) : promises()} ${busyNotice(wizard)}
      <div class="ways-in">
        <div class="way-in">
          <p id="way-in-enrolment">${text("welcome-first-time")}</p>
          <button type="button" id="start-enrolment" class="main-action" aria-describedby="way-in-enrolment" @click=${() => wizard.act(api.startEnrolment, "busy-opening")}>
            ${text("enrolment")}
          </button>
        </div>
        <div class="way-in">
          <p id="way-in-sign-in">${text("welcome-has-account")}</p>
          <button type="button" id="open-sign-in" class="secondary-action" aria-describedby="way-in-sign-in" @click=${() => wizard.act(api.openSignIn, "busy-opening")}>
            ${text("sign-in")}
          </button>
        </div>
      </div>
    `,
  });
}
