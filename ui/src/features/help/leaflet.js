import "./leaflet.css";
import { html, nothing } from "lit-html";
import { unbrokenHours } from "../../format.js";
import { receiptDrawing } from "../../parts/drawings/receipt.js";
import { ruleFigures } from "../../rule-figures.js";
import { languageInUse, lines, text } from "../../text.js";

/**
 * The printed guide of two sheets, for a tenant to keep beside the computer. It speaks to the tenant, also when staff
 * print it.
 * @param {import("../../wizard.js").Wizard} wizard
 */
export function leaflet(wizard) {
  const product = wizard.productName;
  const contact = wizard.agency.contact ?? wizard.landlord;
  return html`
    <section class="leaflet" lang=${languageInUse()}>
      <div class="leaflet-sheet">
        ${head(wizard)}
        <p class="leaflet-title">${text("leaflet-title", { product })}</p>
        <h2>${text("leaflet-enrolment")}</h2>
        <div class="leaflet-columns">
          ${steps("leaflet-enrolment-steps", product)}
          <div>${receiptDrawing()}</div>
        </div>
        <div class="leaflet-remember">
          <p>${text("leaflet-my-code")}</p>
          <div class="leaflet-boxes">${Array.from({ length: ruleFigures.tenantCodeDigits }, () => html`<span></span>`)}</div>
          <p>${text("leaflet-no-password")}</p>
        </div>
        <p>${text("leaflet-next-time")}</p>
      </div>
      <div class="leaflet-sheet">
        ${head(wizard)}
        <h2>${text("leaflet-forgotten")}</h2>
        ${steps("leaflet-forgotten-steps", product)}
        <h2>${text("leaflet-number-changed")}</h2>
        ${steps("leaflet-number-changed-steps", product)}
        ${contact
          ? html`
              <h2>${text(wizard.agency.contact ? "contact-card" : "help-call-landlord", { reader: "tenant" })}</h2>
              <div class="leaflet-remember">
                <p><strong>${contact.name}</strong></p>
                <p class="leaflet-number"><span class="digits">${contact.telephone}</span></p>
                ${wizard.agency.contact?.openingHours.map((hours) => html`<p>${unbrokenHours(hours)}</p>`) ?? nothing}
              </div>
            `
          : nothing}
        <p><strong>${text("sms-secret")}</strong> ${text("leaflet-nobody-asks", { landlord: wizard.landlordName })}</p>
      </div>
    </section>
  `;
}

/** @param {import("../../wizard.js").Wizard} wizard */
function head(wizard) {
  return html`<p class="leaflet-head"><span>${wizard.landlordName}</span><span>${wizard.productName}</span></p>`;
}

/**
 * @param {string} id
 * @param {string} product
 */
function steps(id, product) {
  return html`<ol>
    ${lines(id, { product }).map((line) => html`<li>${line}</li>`)}
  </ol>`;
}
