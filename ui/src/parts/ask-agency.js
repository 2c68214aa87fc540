import * as api from "../api.ts";

/**
 * *Contacter votre agence*, which then says what to tell it.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("../wizard.js").ContactReason} reason
 */
export function askAgency(wizard, reason) {
  wizard.contactReason = reason;
  wizard.act(api.contactAgency, "busy-opening");
}
