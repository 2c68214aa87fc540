import "./page.css";
import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { errorSummary } from "./error-summary.js";
import { icon } from "./icon.js";
import { stepIndicator } from "./step-indicator.js";

/**
 * A screen's page: *Retour*, where one is among the steps, what went wrong, the question, its body; a drawing beside it.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} page
 * @param {unknown} page.body
 * @param {import("./step-indicator.js").Stage} [page.stage]
 * @param {import("../bindings.ts").EnrolmentPurpose} [page.purpose] what the stage is one of
 * @param {unknown} [page.corner] stands at the right of *Retour*
 * @param {unknown} [page.drawing]
 * @param {boolean} [page.drawingStays] the drawing tells something the words cannot: it stays in a narrow window
 * @param {unknown} [page.side] in place of a drawing, what is read beside the question; in a narrow window it comes first
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
