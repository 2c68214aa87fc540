import { freshnessLine } from "../../parts/freshness.js";
import { text } from "../../text.js";
import { refresh } from "./actions.js";

/** Id of the line that says why changes have to wait. Each button for a change is described by it. */
export const WAITING = "profile-waiting";

/**
 * How fresh the overview is, and why changes have to wait while the landlord cannot be reached.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
export function profileFreshness(wizard, own) {
  return freshnessLine(wizard, {
    asking: own.refreshing,
    failure: own.notRefreshed,
    asOf: own.overview?.asOf ?? null,
    state: "upToDate",
    askAgain: () => refresh(wizard, own),
    meanwhile: text("profile-waiting"),
    failureId: WAITING,
  });
}
