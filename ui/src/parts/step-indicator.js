import "./step-indicator.css";
import { html } from "lit-html";
import { text } from "../text.js";

/** @typedef {"code" | "phone" | "sms" | "details" | "password"} Stage */

/** @type {Record<import("../bindings.ts").EnrolmentPurpose, Stage[]>} */
const stages = {
  signUp: ["code", "phone", "sms", "details", "password"],
  passwordReset: ["code", "phone", "sms", "password"],
};

/**
 * « Étape 2 sur 5 », and what comes next.
 * @param {Stage} stage
 * @param {import("../bindings.ts").EnrolmentPurpose} purpose
 */
export function stepIndicator(stage, purpose) {
  const all = stages[purpose];
  const present = all.indexOf(stage);
  return html`
    <div class="stage">
      <p class="stage-text">
        <strong>${text("stage", { stage: present + 1, last: all.length })}</strong>
        <span class="stage-next">${text(`stage-next-${all[present + 1] ?? "none"}`)}</span>
      </p>
      <div class="stage-bar" aria-hidden="true">
        ${all.map((_, one) => html`<span class=${one < present ? "past" : one === present ? "present" : "ahead"}></span>`)}
      </div>
    </div>
  `;
}
