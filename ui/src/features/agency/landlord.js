import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { archivedPage, pageFreshness, readAgain, refreshInBackground } from "../../parts/archived-page.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { contactCard } from "./contact-card.js";

/** @type {import("../../screen.ts").Screen<"landlord", import("../../parts/archived-page.js").ArchivedPage>} */
export const landlord = {
  heading: () => text("landlord-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => refreshInBackground(wizard, step.freshness, archivedPage()),
  onFocus: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { landlord: who, agency, freshness } = step;
    return page(wizard, {
      body: html`
        ${pageFreshness(wizard, local, freshness)} ${busyNotice(wizard)}
        ${agency
          ? html`<h2>${text("landlord-agency")}</h2>
              ${contactCard(agency)}
              <div class="action-line">
                <button type="button" id="write-message" class="main-action" @click=${() => wizard.act(() => api.openNewMessage("other"), "busy-opening")}>${icon("mail")}${text("landlord-write")}</button>
                <button type="button" id="open-messages" class="secondary-action" @click=${() => wizard.act(api.openMessages, "busy-opening")}>${text("landlord-messages")}</button>
              </div>`
          : nothing}
        <h2>${text("landlord-head-office")}</h2>
        ${contactCard(who)}
        <p class="secondary">${who.name}, ${text("details-siret", { siret: grouped(who.siret) })}</p>
      `,
    });
  },
};

/** A SIRET in groups of digits: « 620 820 305 00014 ». @param {string} siret */
const grouped = (siret) => siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00a0$2\u00a0$3\u00a0$4");
