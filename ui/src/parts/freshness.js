import "./freshness.css";
import { html, nothing } from "lit-html";
import { moment } from "../format.js";
import { text } from "../text.js";
import { wayOutButton } from "./error-summary.js";
import { screenMessage } from "./failure-text.js";
import { icon } from "./icon.js";

/** @typedef {import("../bindings.ts").Failure} Failure */

/** Failures that only mean « no internet ». */
const OFFLINE = new Set(["unreachable", "slow"]);

/** @param {Failure | null} failure */
export const isOffline = (failure) => failure !== null && OFFLINE.has(failure.code);

/**
 * How fresh the shown data is, and what to do when the landlord cannot be reached. It never takes the focus, so
 * that the page stays usable.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} line
 * @param {boolean} line.asking whether a request is pending
 * @param {Failure | null} line.failure why the last request failed
 * @param {string | null} line.asOf when the shown data was fetched, in RFC 3339; null: never
 * @param {"upToDate" | "offline" | "neverSynchronised"} line.state as reported by the shell
 * @param {() => void} line.askAgain
 * @param {string} [line.meanwhile] what being offline means on this page
 * @param {string} [line.failureId] id for the line that explains the failure
 */
export function freshnessLine(wizard, { asking, failure, asOf, state, askAgain, meanwhile, failureId }) {
  const now = asking ? "asking" : stateNow(failure, state);
  const said = failure && (isOffline(failure) ? meanwhile : screenMessage(failure));
  return html`
    <div class="freshness">
      <p id="freshness" class="with-icon" role="status" data-state=${now}>
        ${asking
          ? html`${icon("retry")}<span>${text("freshness-synchronising")}</span>`
          : html`${icon(failure || state === "offline" ? "offline" : "upToDate")}<span>${words(asOf, failure, state)}</span>`}
      </p>
      ${failure && !asking
        ? html`
            ${said ? html`<p id=${failureId ?? nothing} class="callout">${said}</p>` : nothing}
            ${failure.code === "sessionEnded" ? wayOutButton(wizard, "sessionEnded") : retryButton(wizard, askAgain)}
          `
        : nothing}
    </div>
  `;
}

/**
 * @param {Failure | null} failure
 * @param {"upToDate" | "offline" | "neverSynchronised"} state
 */
const stateNow = (failure, state) => (isOffline(failure) ? "offline" : failure ? "stale" : state);

/**
 * @param {string | null} asOf
 * @param {Failure | null} failure
 * @param {"upToDate" | "offline" | "neverSynchronised"} state
 */
function words(asOf, failure, state) {
  if (!asOf) return text(failure ? "freshness-never-offline" : "freshness-never");
  return text(`freshness-${stateNow(failure, state)}`, { moment: moment(asOf) });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {() => void} askAgain
 */
function retryButton(wizard, askAgain) {
  if (wizard.failure || wizard.phase === "slow") return nothing;
  return html`<button type="button" id="retry" class="secondary-action" @click=${askAgain}>${icon("retry")}${text("retry")}</button>`;
}
