import { html, nothing } from "lit-html";
import { moment } from "../format.js";
import { wayOutButton } from "../parts/error-summary.js";
import { screenMessage } from "../parts/failure-text.js";
import { icon } from "../parts/icon.js";
import { text } from "../text.js";
import { refresh } from "./actions.js";

/** The id of the line that says why changes wait: each change names it. */
export const WAITING = "account-waiting";

/** Failures that only mean « no internet ». */
const OFFLINE = new Set(["unreachable", "slow"]);

/**
 * Whether the landlord has told what is shown, and what to do when it could not be asked. It never takes the focus.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../screens/account.js").Local} own
 */
export function accountFreshness(wizard, own) {
  const { refreshing, notRefreshed } = own;
  return html`
    <div class="freshness">
      <p id="freshness" class="with-icon" role="status">
        ${refreshing
          ? html`${icon("retry")}<span>${text("freshness-synchronising")}</span>`
          : html`${icon(notRefreshed ? "offline" : "upToDate")}<span>${words(own)}</span>`}
      </p>
      ${notRefreshed && !refreshing
        ? html`
            <p id=${WAITING} class="notice">${OFFLINE.has(notRefreshed.code) ? text("account-waiting") : screenMessage(notRefreshed)}</p>
            ${notRefreshed.code === "sessionEnded" ? wayOutButton(wizard, "sessionEnded") : retryButton(wizard, own)}
          `
        : nothing}
    </div>
  `;
}

/** @param {import("../screens/account.js").Local} own */
function words({ overview, notRefreshed }) {
  const offline = notRefreshed !== null && OFFLINE.has(notRefreshed.code);
  if (!overview) return text(offline ? "freshness-never-offline" : "freshness-never");
  const state = offline ? "offline" : notRefreshed ? "stale" : "upToDate";
  return text(`freshness-${state}`, { moment: moment(overview.asOf) });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../screens/account.js").Local} own
 */
function retryButton(wizard, own) {
  if (wizard.failure || wizard.phase === "slow") return nothing;
  return html`<button type="button" id="retry" class="secondary-action" @click=${() => refresh(wizard, own)}>${icon("retry")}${text("retry")}</button>`;
}
