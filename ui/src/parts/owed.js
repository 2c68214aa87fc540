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
 * The sum to pay first in large type with its own due date, then the other sums with theirs.
 * @param {import("../bindings.ts").OwedView} owed
 */
function owedFigures({ total, dues: [first, ...others], credit }) {
  if (!first) {
    return html`
      <p class="owed-settled with-icon">${icon("check")}<span>${text("owed-nothing")}</span></p>
      ${credit > 0 ? html`<p>${text("owed-credit", { amount: money(credit) })}</p>` : nothing}
    `;
  }
  return html`
    <p class="owed-name">${text("owed-to-pay")}</p>
    <p class="owed-amount">${money(first.amount)}</p>
    ${untilWhen(first)}
    ${others.length === 0
      ? nothing
      : html`<ul class="plain owed-others">
            ${others.map(({ amount, dueOn }) => html`<li>${dueOn ? text("owed-then", { amount: money(amount), date: date(dueOn) }) : text("owed-then-undated", { amount: money(amount) })}</li>`)}
          </ul>
          <p class="owed-total">${text("owed-total", { amount: money(total) })}</p>`}
  `;
}

/** @param {import("../bindings.ts").Due} due */
function untilWhen({ dueOn, late, several }) {
  if (!dueOn) return nothing;
  if (!late) return html`<p class="with-icon">${icon("clock")}<span>${text("owed-until", { date: date(dueOn) })}</span></p>`;
  return html`<p class="owed-late with-icon">${icon("alert")}<span>${text(several ? "owed-late-several" : "owed-late", { date: date(dueOn) })}</span></p>`;
}
