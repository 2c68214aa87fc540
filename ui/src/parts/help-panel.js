import { html, nothing } from "lit-html";
import { unbrokenHours } from "../format.js";
import { lines, text } from "../text.js";
import { callCard } from "./call-card.js";
import { panel } from "./panel.js";

/**
 * The guide's advice for this step, then whom to call.
 * @param {import("../wizard.js").Wizard} wizard
 */
export function helpPanel(wizard) {
  const screen = wizard.step?.screen ?? "opening";
  const advice = lines(wizard.screen.help?.(wizard) ?? `help-${screen}`, { landlord: wizard.landlordName });
  const contact = wizard.agency ?? wizard.landlord;
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
              <h3 id="call-title">${text(wizard.agency ? "help-call-agency" : "help-call-landlord")}</h3>
              ${callCard(contact)}
              ${wizard.agency
                ? html`<ul class="plain">
                    ${wizard.agency.openingHours.map((hours) => html`<li>${unbrokenHours(hours)}</li>`)}
                  </ul>`
                : nothing}
            </section>
          `
        : nothing}
      <p class="secondary">${text("help-keys")}</p>
    `,
  });
}
