import { html, nothing } from "lit-html";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/** Id of the verdict, for a field that takes the focus before it is read. */
export const WIPED_TITLE = "wiped-title";

/**
 * Result of the wipe after the last visit (R9). Where all is clean, one sentence says so: a list would hide the fields
 * of the next visit.
 * @param {import("../../bindings.ts").WipeProof} proof
 */
export function wiped({ places, landlordTold, reason }) {
  const all = places.every(({ clean }) => clean);
  return html`
    <section id="wiped" class=${all ? "wiped" : "wiped not-all"} aria-labelledby=${WIPED_TITLE}>
      <h2 id=${WIPED_TITLE}>${icon(all ? "check" : "alert")}<span>${text(all ? "wiped-heading" : "wiped-not-all")}</span></h2>
      ${reason === "ended" ? nothing : html`<p>${text(`wiped-because-${reason}`)}</p>`}
      ${landlordTold ? nothing : html`<p>${text("wiped-landlord-untold")}</p>`}
      ${all
        ? html`<p>${text("wiped-everywhere")}</p>`
        : html`<ul>
          ${places.map(({ place, clean }) => html`<li data-place=${place} data-clean=${clean}>${icon(clean ? "check" : "alert")}<span>${text(`wiped-${place}`, { clean: clean ? "yes" : "no" })}</span></li>`)}
        </ul>`}
    </section>
  `;
}
