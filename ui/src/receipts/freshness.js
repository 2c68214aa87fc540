import { html, nothing } from "lit-html";
import { moment } from "../format.js";
import { wayOutButton } from "../parts/error-summary.js";
import { screenMessage } from "../parts/failure-text.js";
import { icon } from "../parts/icon.js";
import { text } from "../text.js";
import { synchronise } from "./actions.js";

/** Failures that only mean « no internet »: the line about the date of the data says it all. */
const OFFLINE = new Set(["unreachable", "slow"]);

/**
 * How fresh the receipts are, and what to do when they could not be fetched. It never takes the focus: what is on screen stays usable.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../screens/receipts.js").Local} own
 */
export function freshness(wizard, own) {
  const { list, synchronising, notSynchronised } = own;
  const offline = notSynchronised !== null && OFFLINE.has(notSynchronised.code);
  return html`
    <div class="freshness">
      <p id="freshness" class="with-icon" role="status">
        ${synchronising
          ? html`${icon("retry")}<span>${text("freshness-synchronising")}</span>`
          : html`${icon(notSynchronised || list?.freshness.state === "offline" ? "offline" : "upToDate")}<span>${words(own)}</span>`}
      </p>
      ${notSynchronised && !synchronising
        ? html`
            ${offline ? nothing : html`<p class="notice">${screenMessage(notSynchronised)}</p>`}
            ${notSynchronised.code === "sessionEnded" ? wayOutButton(wizard, "sessionEnded") : retryButton(wizard, own)}
          `
        : nothing}
      ${list && list.setAside > 0 ? html`<p class="notice with-icon">${icon("info")}<span>${text("receipts-set-aside", { count: list.setAside })}</span></p>` : nothing}
    </div>
  `;
}

/** @param {import("../screens/receipts.js").Local} own */
function words({ list, notSynchronised }) {
  const asOf = list?.freshness.asOf;
  if (!asOf) return text(notSynchronised ? "freshness-never-offline" : "freshness-never");
  const state = notSynchronised && OFFLINE.has(notSynchronised.code) ? "offline" : notSynchronised ? "stale" : list.freshness.state;
  return text(`freshness-${state}`, { moment: moment(asOf) });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../screens/receipts.js").Local} own
 */
function retryButton(wizard, own) {
  if (wizard.failure || wizard.phase === "slow") return nothing;
  return html`<button type="button" id="retry" class="secondary-action" @click=${() => synchronise(wizard, own)}>${icon("retry")}${text("retry")}</button>`;
}
