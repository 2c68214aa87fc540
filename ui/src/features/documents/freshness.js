import { html, nothing } from "lit-html";
import { freshnessLine } from "../../parts/freshness.js";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";
import { synchronise } from "./actions.js";

/**
 * How fresh the receipts are, and how many of them are damaged (R3).
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
export function freshness(wizard, own) {
  const { list, synchronising, notSynchronised } = own;
  return html`
    ${freshnessLine(wizard, {
      asking: synchronising,
      failure: notSynchronised,
      asOf: list?.freshness.asOf ?? null,
      state: list?.freshness.state ?? "neverSynchronised",
      askAgain: () => synchronise(wizard, own),
    })}
    ${list && list.setAside > 0 ? html`<p class="callout with-icon">${icon("info")}<span>${text("receipts-set-aside", { count: list.setAside })}</span></p>` : nothing}
  `;
}
