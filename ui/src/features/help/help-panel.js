import "./help-panel.css";
import { html, nothing } from "lit-html";
import { unbrokenHours } from "../../format.js";
import { callCard } from "../../parts/call-card.js";
import { receiptDrawing } from "../../parts/drawings/receipt.js";
import { icon } from "../../parts/icon.js";
import { panel } from "../../parts/panel.js";
import { lines, text } from "../../text.js";

/** Screens on which a tenant may still be looking for the tenant code. @type {Set<string>} */
const BEFORE_THE_RECEIPTS = new Set(["welcome", "accountDeleted", "beforeYouStart", "tenantCode", "phone", "contactAgency", "signIn"]);

/**
 * Help for the current screen, with a telephone number and the button to print the guide.
 * @param {import("../../wizard.js").Wizard} wizard
 */
export function helpPanel(wizard) {
  const advice = lines(wizard.advice, { landlord: wizard.landlordName });
  const showsReceipt = BEFORE_THE_RECEIPTS.has(wizard.name);
  const contact = wizard.agency.contact ?? wizard.landlord;
  return panel({
    title: text("help"),
    onClose: () => wizard.closePanel(),
    body: html`
      <ul class="advice">
        ${advice.map((line) => html`<li>${line}</li>`)}
      </ul>
      ${contact
        ? html`
            <section class="call" aria-labelledby="call-title">
              <h3 id="call-title">${text(wizard.agency.contact ? "help-call-agency" : "help-call-landlord")}</h3>
              ${callCard(contact)}
              ${wizard.agency.contact
                ? html`<ul class="plain">
                    ${wizard.agency.contact.openingHours.map((hours) => html`<li>${unbrokenHours(hours)}</li>`)}
                  </ul>`
                : nothing}
            </section>
          `
        : nothing}
      ${showsReceipt
        ? html`<section aria-labelledby="code-place-title">
            <h3 id="code-place-title">${text("help-code-place")}</h3>
            <div class="help-drawing">${receiptDrawing()}</div>
          </section>`
        : nothing}
      <button type="button" id="print-leaflet" class="secondary-action" @click=${() => wizard.printPage()}>${icon("print")}${text("leaflet-print")}</button>
      <p class="secondary">${text("help-keys")}</p>
      <button type="button" id="open-support" class="quiet" @click=${() => wizard.open("support")}>${icon("info")}${text("support")}</button>
    `,
  });
}
