import * as api from "../api.ts";

/**
 * Opens *Contacter votre agence*, which says what to tell the agency for this reason.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../wizard.js").ContactReason} reason
 */
export function askAgency(wizard, reason) {
  wizard.contactReason = reason;
  wizard.act(api.contactAgency, "busy-opening");
}
