import "./agency.css";
import { html, nothing } from "lit-html";
import { unbrokenHours } from "../../format.js";
import { callCard } from "../../parts/call-card.js";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/**
 * Card with name, telephone, opening hours, address, e-mail and website.
 * @param {object} who
 * @param {string} who.name
 * @param {string} who.telephone
 * @param {string[]} [who.openingHours]
 * @param {string[]} who.address
 * @param {string} who.email
 * @param {string | null} [who.website]
 * @param {string} [label]
 */
export function contactCard({ name, telephone, openingHours = [], address, email, website = null }, label = name) {
  return html`<section class="call agency" aria-label=${label}>
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
            <dd class="web-address">${email}</dd>`
        : nothing}
      ${website
        ? html`<dt>${icon("elsewhere")}${text("landlord-website")}</dt>
            <dd class="web-address">${website.replace(/^https:\/\//, "")}</dd>`
        : nothing}
    </dl>
  </section>`;
}
