import { html, nothing } from "lit-html";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/** Result of the wipe after the last visit (R9). @param {import("../../bindings.ts").WipeProof} proof */
export function wiped({ places, landlordTold, reason }) {
  const all = places.every(({ clean }) => clean);
  return html`
    <section id="wiped" class=${all ? "wiped" : "wiped not-all"} aria-labelledby="wiped-title">
      <h2 id="wiped-title">${icon(all ? "check" : "alert")}<span>${text(all ? "wiped-heading" : "wiped-not-all")}</span></h2>
      ${reason === "ended" ? nothing : html`<p>${text(`wiped-because-${reason}`)}</p>`}
      <ul>
        ${places.map(({ place, clean }) => html`<li data-place=${place} data-clean=${clean}>${icon(clean ? "check" : "alert")}<span>${text(`wiped-${place}`, { clean: clean ? "yes" : "no" })}</span></li>`)}
        ${landlordTold ? nothing : html`<li>${icon("info")}<span>${text("wiped-landlord-untold")}</span></li>`}
      </ul>
    </section>
  `;
}
