import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { agencyDrawing } from "./agency-drawing.js";
import { unbrokenHours } from "../../format.js";
import { callCard } from "../../parts/call-card.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { underWay } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @typedef {{ copied: boolean }} Local */

/** @type {import("../../screen.ts").Screen<"contactAgency", Local>} */
export const contactAgency = {
  heading: () => text("contact-agency"),
  back: ({ wizard }) => wizard.stepBack,
  enter: () => /** @type {Local} */ ({ copied: false }),
  leave: ({ wizard }) => {
    wizard.contactReason = "general";
  },
  view: ({ wizard, step, local }) => {
    const { agency, letterAccepted } = step;
    const copy = () => {
      navigator.clipboard.writeText(inLines(agency)).then(
        () => {
          local.copied = true;
          wizard.redraw();
        },
        (thrown) => wizard.fail(thrown),
      );
    };
    return page(wizard, {
      drawing: agencyDrawing(),
      body: html`
        <p class="lead">${text(`contact-lead-${wizard.contactReason}`)}</p>
        <p class="notice">${text(`contact-say-${wizard.contactReason}`)}</p>
        ${underWay(wizard)}
        <section class="call agency" aria-label=${text("contact-card")}>
          ${callCard(agency)}
          <dl class="facts">
            ${agency.openingHours.length > 0
              ? html`<dt>${icon("clock")}${text("contact-hours")}</dt>
                  <dd>${agency.openingHours.map((line) => html`<div>${unbrokenHours(line)}</div>`)}</dd>`
              : nothing}
            <dt>${icon("mapPin")}${text("contact-address")}</dt>
            <dd>${agency.address.map((line) => html`<div>${line}</div>`)}</dd>
            ${agency.email
              ? html`<dt>${icon("mail")}${text("contact-email")}</dt>
                  <dd class="breakable">${agency.email}</dd>`
              : nothing}
          </dl>
        </section>
        <div class="action-line no-print">
          <button type="button" id="copy-agency" class="secondary-action" @click=${copy}>${icon("copy")}${text("contact-copy")}</button>
          <button type="button" id="print-agency" class="secondary-action" @click=${() => window.print()}>${icon("print")}${text("contact-print")}</button>
          <p role="status" class="success">${local.copied ? text("contact-copied") : ""}</p>
        </div>
        ${letterAccepted
          ? html`<div class="action-bar no-print">
              <div class="action-line">
                <button type="button" id="open-letter" class="main-action" aria-describedby="letter-question" @click=${() => wizard.act(api.openLetter, "busy-opening")}>
                  ${icon("mail")}${text("letter-received")}
                </button>
                <p id="letter-question">${text("contact-letter")}</p>
              </div>
            </div>`
          : nothing}
      `,
    });
  },
};

/** @param {import("../../bindings.ts").Agency} agency */
function inLines({ name, address, telephone, email, openingHours }) {
  return [name, ...address, telephone, email, ...openingHours].filter(Boolean).join("\n");
}
