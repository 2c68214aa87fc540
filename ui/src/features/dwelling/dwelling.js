import "./dwelling.css";
import { html, nothing } from "lit-html";
import { date, money, squareMetres, unbrokenHours } from "../../format.js";
import { archivedPage, pageFreshness, readAgain, refreshInBackground } from "../../parts/archived-page.js";
import { callCard } from "../../parts/call-card.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @typedef {import("../../bindings.ts").DwellingView} DwellingView */

/** @type {import("../../screen.ts").Screen<"dwelling", import("../../parts/archived-page.js").ArchivedPage>} */
export const dwelling = {
  heading: () => text("dwelling"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => refreshInBackground(wizard, step.freshness, archivedPage()),
  onFocus: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { dwelling: home, freshness } = step;
    return page(wizard, {
      body: html`${pageFreshness(wizard, local, freshness)} ${busyNotice(wizard)} ${home ? body(home) : html`<p>${text("dwelling-unknown")}</p>`}`,
    });
  },
};

/** Telephone numbers come first: a call may be urgent. @param {DwellingView} home */
function body({ tenants, address, details, lease }) {
  const { emergencies, caretaker } = details;
  return html`
    ${emergencies.length > 0
      ? html`<h2>${text("dwelling-emergencies")}</h2>
          <ul class="emergencies">
            ${emergencies.map(({ what, telephone }) => html`<li class="call">${callCard({ name: what, telephone })}</li>`)}
          </ul>
          <p>${text("dwelling-danger")}</p>`
      : nothing}
    ${caretaker
      ? html`<h2>${text("dwelling-caretaker")}</h2>
          <section class="call" aria-label=${text("dwelling-caretaker")}>
            ${caretaker.telephone ? callCard({ name: caretaker.name, telephone: caretaker.telephone }) : html`<p class="call-name">${caretaker.name}</p>`}
            ${caretaker.hours.map((line) => html`<p class="hours">${unbrokenHours(line)}</p>`)}
          </section>`
      : nothing}
    <h2>${text("dwelling-home")}</h2>
    <dl class="facts">
      ${fact("address", address)} ${fact("kind", details.kind)} ${fact("building", details.building)} ${fact("staircase", details.staircase)} ${fact("floor", details.floor)}
      ${fact("door", details.door)} ${fact("surface", details.surface === null ? null : squareMetres(details.surface))} ${fact("annexes", details.annexes)}
      ${fact("energy", details.energyClass && text("dwelling-class", { letter: details.energyClass }))}
      ${fact("climate", details.climateClass && text("dwelling-class", { letter: details.climateClass }))} ${fact("meters", details.meters)}
    </dl>
    <h2>${text("dwelling-lease")}</h2>
    <dl class="facts">
      ${fact("tenants", tenants)} ${fact("occupants", lease?.occupants ?? [])} ${fact("since", lease && date(lease.startsOn))}
      ${fact("deposit", lease && lease.deposit !== null ? money(lease.deposit) : null)}
    </dl>
    <p class="secondary">${text("dwelling-wrong")}</p>
  `;
}

/**
 * One fact of the dwelling; nothing when it is unknown.
 * @param {string} name
 * @param {string | string[] | null} value
 */
function fact(name, value) {
  const lines = typeof value === "string" ? [value] : (value ?? []);
  if (lines.length === 0) return nothing;
  return html`<dt>${text(`dwelling-fact-${name}`)}</dt>
    <dd>${lines.map((line) => html`<div>${line}</div>`)}</dd>`;
}
