import "./owed.css";
import { html, nothing } from "lit-html";
import { date, money } from "../format.js";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * Card with the amount owed. Its look shows at a glance whether the rent account is in order.
 * @param {import("../bindings.ts").OwedView} owed
 * @param {{ label: string, action?: unknown }} options `action`: button below the amount
 */
export function owedCard(owed, { label, action }) {
  return html`<section class=${owed.total === 0 ? "owed owed-in-order" : "owed"} aria-label=${label}>${owedFigures(owed)} ${action ?? nothing}</section>`;
}

/**
 * The amount owed in large type, with the dates since or until when.
 * @param {import("../bindings.ts").OwedView} owed
 */
function owedFigures({ total, late, lateSince, toCome, nextDueOn, credit }) {
  if (total === 0) {
    return html`
      <p class="owed-settled with-icon">${icon("check")}<span>${text("owed-nothing")}</span></p>
      ${credit > 0 ? html`<p>${text("owed-credit", { amount: money(credit) })}</p>` : nothing}
    `;
  }
  return html`
    <p class="owed-name">${text("owed-to-pay")}</p>
    <p class="owed-amount">${money(total)}</p>
    ${lateSince
      ? html`<p class="owed-late with-icon">
          ${icon("alert")}<span>${text(toCome > 0 ? "owed-late-part" : "owed-late", { amount: money(late), since: date(lateSince) })}</span>
        </p>`
      : nothing}
    ${toCome > 0 && nextDueOn ? html`<p class="with-icon">${icon("clock")}<span>${text(late > 0 ? "owed-then" : "owed-until", { amount: money(toCome), date: date(nextDueOn) })}</span></p>` : nothing}
  `;
}
