import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { unbrokenHours } from "../../format.js";
import { callCard } from "../../parts/call-card.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { underWay } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { archivedPage, askBehind, pageFreshness, readAgain } from "../../parts/archived-page.js";

/** @type {import("../../screen.ts").Screen<"landlord", import("../../parts/archived-page.js").ArchivedPage>} */
export const landlord = {
  heading: () => text("landlord-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => askBehind(wizard, step.freshness, archivedPage()),
  seenAgain: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { landlord: who, agency, freshness } = step;
    return page(wizard, {
      body: html`
        ${pageFreshness(wizard, local, freshness)} ${underWay(wizard)}
        ${agency
          ? html`<h2>${text("landlord-agency")}</h2>
              ${contact({ ...agency, website: null })}
              <div class="action-line">
                <button type="button" id="write-message" class="main-action" @click=${() => wizard.act(() => api.openNewMessage("other"), "busy-opening")}>${icon("mail")}${text("landlord-write")}</button>
                <button type="button" id="open-messages" class="secondary-action" @click=${() => wizard.act(api.openMessages, "busy-opening")}>${text("landlord-messages")}</button>
              </div>`
          : nothing}
        <h2>${text("landlord-head-office")}</h2>
        ${contact({ ...who, openingHours: [] })}
        <p class="secondary">${who.name}, ${text("sheet-siret", { siret: grouped(who.siret) })}</p>
      `,
    });
  },
};

/**
 * @param {object} who
 * @param {string} who.name
 * @param {string} who.telephone
 * @param {string[]} who.openingHours
 * @param {string[]} who.address
 * @param {string} who.email
 * @param {string | null} who.website
 */
function contact({ name, telephone, openingHours, address, email, website }) {
  return html`<section class="call agency" aria-label=${name}>
    ${callCard({ name, telephone })}
    <dl class="facts">
      ${openingHours.length > 0
        ? html`<dt>${icon("clock")}${text("contact-hours")}</dt>
            <dd>${openingHours.map((line) => html`<div>${unbrokenHours(line)}</div>`)}</dd>`
        : nothing}
      <dt>${icon("mapPin")}${text("contact-address")}</dt>
      <dd>${address.map((line) => html`<div>${line}</div>`)}</dd>
      ${email
        ? html`<dt>${icon("mail")}${text("contact-email")}</dt>
            <dd class="breakable">${email}</dd>`
        : nothing}
      ${website
        ? html`<dt>${icon("elsewhere")}${text("landlord-website")}</dt>
            <dd class="breakable">${website.replace(/^https:\/\//, "")}</dd>`
        : nothing}
    </dl>
  </section>`;
}

/** « 620 820 305 00017 » @param {string} siret */
const grouped = (siret) => siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00a0$2\u00a0$3\u00a0$4");
