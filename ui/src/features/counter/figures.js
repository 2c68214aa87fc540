import { html, nothing } from "lit-html";
import { text } from "../../text.js";

/** @param {import("../../bindings.ts").FiguresView} view */
export function figures({ today, agencyToday, agencyMonth }) {
  return html`
    <section aria-labelledby="figures-title">
      <h2 id="figures-title">${text("figures-today")}</h2>
      ${figureList(today)} ${agencyToday ? html`<h2>${text("figures-agency-today")}</h2>${figureList(agencyToday)}` : nothing}
      ${agencyMonth ? html`<h2>${text("figures-agency-month")}</h2>${figureList(agencyMonth)}` : nothing}
    </section>
  `;
}

/** @param {import("../../bindings.ts").CounterFigures} one */
function figureList(one) {
  /** @type {[string, number][]} */
  const shown = [
    [text("figure-visits"), one.visits],
    [text("figure-sign-ups"), one.signUps],
    [text("figure-passwords"), one.passwordResets],
    [text("figure-numbers"), one.newNumbers],
    [text("figure-minutes"), one.minutes],
  ];
  return html`<dl class="counter-figures">
    ${shown.map(
      ([name, count]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${count}</dd>
        </div>`,
    )}
  </dl>`;
}
