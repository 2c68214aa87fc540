import { isFilledIn } from "../../field-ids.js";
import { countdownDialog } from "../../parts/countdown-dialog.js";
import { text } from "../../text.js";

/**
 * S12: countdown before an idle window locks. Any touch ends it.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {number} seconds
 */
export const lockCountdown = (wizard, seconds) =>
  countdownDialog(wizard, { lead: text("lock-countdown", { seconds }), ...(losesSomething(wizard) ? { lost: text("lock-countdown-lost") } : {}) });

/** Whether something was typed in the page, or a message was left on another one. @param {import("../../wizard.js").Wizard} wizard */
const losesSomething = (wizard) => isFilledIn() || wizard.countdown.messageIsLost || wizard.hasDraft("newMessage", "message");
