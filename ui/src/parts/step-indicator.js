import "./step-indicator.css";
import { html } from "lit-html";
import { text } from "../text.js";

const STAGES = /** @type {const} */ ([1, 2, 3, 4, 5]);

/** « Étape 2 sur 5 », and what comes next. @param {import("./page.js").Stage} stage */
export function stepIndicator(stage) {
  return html`
    <div class="stage">
      <p class="stage-text">
        <strong>${text("stage", { stage, last: STAGES.length })}</strong>
        <span class="stage-next">${text(`stage-next-${stage}`)}</span>
      </p>
      <div class="stage-bar" aria-hidden="true">
        ${STAGES.map((one) => html`<span class=${one < stage ? "past" : one === stage ? "present" : "ahead"}></span>`)}
      </div>
    </div>
  `;
}
