/** The terms of use, and what becomes of personal data, as panels over the page that asks to accept them. */
import "./legal.css";
import { html, nothing } from "lit-html";
import { panel } from "../../parts/panel.js";
import { text } from "../../text.js";

const TERMS = ["purpose", "account", "documents", "failures", "end"];
const DATA = ["controller", "kinds", "purposes", "recipients", "retention", "computer", "rights"];

/** @param {import("../../wizard.js").Wizard} wizard */
export const termsPanel = (wizard) => legalPanel(wizard, "terms", TERMS);

/** @param {import("../../wizard.js").Wizard} wizard */
export const dataPanel = (wizard) => legalPanel(wizard, "data", DATA);

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {"terms" | "data"} family
 * @param {string[]} sections
 */
function legalPanel(wizard, family, sections) {
  const args = { landlord: wizard.landlordName, product: wizard.productName };
  return panel({
    title: text(`${family}-heading`),
    onClose: () => wizard.closePanel(),
    body: html`
      ${sections.map(
        (section) => html`<section class="legal">
          <h3>${text(`${family}-${section}`)}</h3>
          <p>${text(`${family}-${section}-text`, args)}</p>
        </section>`,
      )}
      <section class="legal">
        <h3>${text(`${family}-contact`)}</h3>
        ${wizard.landlord ? address(wizard.landlord) : nothing}
      </section>
    `,
  });
}

/** @param {import("../../bindings.ts").LandlordProfile} landlord */
const address = ({ name, address: lines, telephone, email }) => html`
  <p>${[name, ...lines].map((line) => html`${line}<br />`)}<span class="telephone">${telephone}</span><br /><span class="breakable">${email}</span></p>
`;
