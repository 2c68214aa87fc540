import { freshnessLine } from "../../parts/freshness.js";
import { text } from "../../text.js";
import { refresh } from "./actions.js";

/** The id of the line that says why changes wait: each change names it. */
export const WAITING = "account-waiting";

/**
 * Whether the landlord has told what is shown, and why changes wait when it could not be asked.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
export function accountFreshness(wizard, own) {
  return freshnessLine(wizard, {
    asking: own.refreshing,
    failure: own.notRefreshed,
    asOf: own.overview?.asOf ?? null,
    state: "upToDate",
    askAgain: () => refresh(wizard, own),
    meanwhile: text("account-waiting"),
    failureId: WAITING,
  });
}
