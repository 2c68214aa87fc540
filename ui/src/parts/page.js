import "./page.css";
import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { errorSummary } from "./error-summary.js";
import { icon } from "./icon.js";
import { stepIndicator } from "./step-indicator.js";

/**
 * The page of a screen: *Retour*, step indicator, failure, heading and body, with a drawing beside them.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} page
 * @param {unknown} page.body
 * @param {import("./step-indicator.js").Stage} [page.stage]
 * @param {import("../bindings.ts").EnrolmentPurpose} [page.purpose] purpose of the stage's enrolment
 * @param {unknown} [page.corner] shown to the right of *Retour*
 * @param {unknown} [page.drawing]
 * @param {boolean} [page.drawingStays] keep the drawing in a narrow window: it shows what words cannot
 * @param {unknown} [page.side] text beside the question, in place of a drawing; first in a narrow window
 * @param {boolean} [page.wide]
 */
export function page(wizard, { body, stage, purpose = "signUp", corner, drawing, drawingStays = false, side, wide = false }) {
  return html`
    <div class="page-inner">
      <div class="page-nav">
        ${wizard.back
          ? html`<button type="button" id="back" class="quiet" aria-keyshortcuts="Alt+ArrowLeft" @click=${wizard.back}>
              ${icon("back")}${text("back")}
            </button>`
          : nothing}
        ${stage ? stepIndicator(stage, purpose) : nothing} ${corner ?? nothing}
      </div>
      <div class=${wide ? "page-columns wide" : "page-columns"}>
        <div class="column">
          ${errorSummary(wizard)}
          <h1 tabindex="-1">${wizard.heading}</h1>
          ${body}
        </div>
        ${drawing ? html`<div class=${drawingStays ? "drawing drawing-stays" : "drawing"}>${drawing}</div>` : nothing} ${side ? html`<div class="side">${side}</div>` : nothing}
      </div>
    </div>
  `;
}
