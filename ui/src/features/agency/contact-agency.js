import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { copyText } from "../../parts/copy.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { typedCode } from "../../parts/typed-code.js";
import { text } from "../../text.js";
import { agencyDrawing } from "./agency-drawing.js";
import { contactCard } from "./contact-card.js";

/** @typedef {{ copied: boolean }} Local */

/** @type {import("../../screen.ts").Screen<"contactAgency", Local>} */
export const contactAgency = {
  heading: () => text("contact-agency"),
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ copied: false }),
  leave: ({ wizard }) => {
    wizard.contactReason = "general";
  },
  view: ({ wizard, step, local }) => {
    const { agency, tenantCode, letterAccepted } = step;
    const copy = () => copyText(wizard, inLines(agency), () => (local.copied = true));
    return page(wizard, {
      drawing: agencyDrawing(),
      body: html`
        <p class="lead">${text(`contact-lead-${wizard.contactReason}`)}</p>
        <p class="callout">${text(`contact-say-${wizard.contactReason}`)}</p>
        ${busyNotice(wizard)}
        ${contactCard(agency, text("contact-card"))}
        ${letterAccepted
          ? html`<div class="letter-received no-print">
              <p id="letter-question">${text("contact-letter")}</p>
              <button type="button" id="open-letter" class="secondary-action" aria-describedby="letter-question" @click=${() => wizard.act(api.openLetter, "busy-opening")}>
                ${icon("mail")}${text("letter-received")}
              </button>
            </div>`
          : nothing}
        ${tenantCode === null ? nothing : typedCode(wizard, tenantCode, text("contact-not-mine"))}
        <div class="action-line no-print">
          <button type="button" id="copy-agency" class="secondary-action" @click=${copy}>${icon("copy")}${text("contact-copy")}</button>
          <button type="button" id="print-agency" class="secondary-action" @click=${() => wizard.printPage()}>${icon("print")}${text("contact-print")}</button>
          <p role="status" class="success">${local.copied ? text("contact-copied") : ""}</p>
        </div>
      `,
    });
  },
};

/** @param {import("../../bindings.ts").Agency} agency */
function inLines({ name, address, telephone, email, openingHours }) {
  return [name, ...address, telephone, email, ...openingHours].filter(Boolean).join("\n");
}
