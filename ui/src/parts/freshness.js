import "./freshness.css";
import { html, nothing } from "lit-html";
import { moment } from "../format.js";
import { text } from "../text.js";
import { wayOutButton } from "./error-summary.js";
import { screenMessage } from "./failure-text.js";
import { icon } from "./icon.js";

/** @typedef {import("../bindings.ts").Failure} Failure */

/**
 * Failures without an answer, and what is said of them: only the first means « no internet ».
 * @type {Partial<Record<import("../bindings.ts").FailureCode, "offline" | "unanswered">>}
 */
const WITHOUT_ANSWER = { noNetwork: "offline", unreachable: "unanswered", slow: "unanswered" };

/** Failures that asking again does not mend. */
const NOT_BY_ASKING_AGAIN = new Set(["sessionEnded", "upgradeRequired", "proxyPasswordRequired"]);

/** How the landlord did not answer; null: it did. @param {Failure | null} failure */
export const withoutAnswer = (failure) => (failure && WITHOUT_ANSWER[failure.code]) ?? null;

/** The icon of a landlord who did not answer: a cut cloud only where there is no internet. @param {"offline" | "unanswered" | null} away */
export const absenceIcon = (away) => icon(away === "offline" ? "offline" : "hourglass");

/**
 * How fresh the shown data is, and what to do when the landlord cannot be reached. It never takes the focus, so
 * that the page stays usable. What it says of a failure stays until an answer comes, so that nothing below moves.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} line
 * @param {boolean} line.asking whether a request is pending
 * @param {Failure | null} line.failure why the last request failed
 * @param {string | null} line.asOf when the shown data was fetched, in RFC 3339; null: never
 * @param {"upToDate" | "stale" | "neverSynchronised"} line.state as reported by the shell
 * @param {() => void} line.askAgain
 * @param {string} [line.meanwhile] what the page says while no answer comes
 * @param {string} [line.failureId] id for the line that explains the failure
 */
export function freshnessLine(wizard, { asking, failure, asOf, state, askAgain, meanwhile, failureId }) {
  const now = asking ? "asking" : stateNow(failure, state);
  const said = failure && (withoutAnswer(failure) ? meanwhile : screenMessage(failure));
  const byOtherWay = failure !== null && NOT_BY_ASKING_AGAIN.has(failure.code);
  const again = () => {
    askAgain();
    // The button goes while the answer is awaited, and the focus must not be lost.
    if (document.activeElement === document.body) document.querySelector("h1")?.focus({ preventScroll: true });
  };
  return html`
    <div class="freshness">
      <p id="freshness" class="with-icon" role="status" data-state=${now}>
        ${asking
          ? html`${icon("retry")}<span>${text("freshness-synchronising")}</span>`
          : html`${iconNow(failure, state)}<span>${words(asOf, failure, state)}</span>`}
      </p>
      ${failure && !byOtherWay && !asking ? retryButton(wizard, again) : nothing}
      ${said ? html`<p id=${failureId ?? nothing} class="callout">${said}</p>` : nothing}
      ${failure && byOtherWay ? otherWayOut(wizard, failure.code, again) : nothing}
    </div>
  `;
}

/**
 * @param {Failure | null} failure
 * @param {"upToDate" | "stale" | "neverSynchronised"} state
 */
const stateNow = (failure, state) => (failure ? (withoutAnswer(failure) ?? "stale") : state);

/**
 * @param {Failure | null} failure
 * @param {"upToDate" | "stale" | "neverSynchronised"} state
 */
function iconNow(failure, state) {
  const away = withoutAnswer(failure);
  if (away) return absenceIcon(away);
  return icon(failure || state === "stale" ? "clock" : "upToDate");
}

/**
 * @param {string | null} asOf
 * @param {Failure | null} failure
 * @param {"upToDate" | "stale" | "neverSynchronised"} state
 */
function words(asOf, failure, state) {
  if (!asOf) return neverSynchronised(failure);
  return text(`freshness-${stateNow(failure, state)}`, { moment: moment(asOf) });
}

/** @param {Failure | null} failure */
function neverSynchronised(failure) {
  const why = withoutAnswer(failure);
  if (why === null) return text("freshness-never");
  return text(why === "offline" ? "freshness-never-offline" : "freshness-never-unanswered");
}

/**
 * The same failure on the page has this button already.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../bindings.ts").FailureCode} code
 * @param {() => void} askAgain
 */
const otherWayOut = (wizard, code, askAgain) => (wizard.failure?.code === code ? nothing : wayOutButton(wizard, code, askAgain));

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {() => void} askAgain
 */
function retryButton(wizard, askAgain) {
  if (wizard.failure || wizard.phase === "slow") return nothing;
  return html`<button type="button" id="retry" class="secondary-action" @click=${askAgain}>${icon("retry")}${text("retry")}</button>`;
}
