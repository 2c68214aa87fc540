import * as api from "../../api.ts";
import { newNumberLead, numberLead, smsCodeScreen } from "../../parts/sms-code-screen.js";

/** @type {import("../../screen.ts").Screen<"smsCode", import("../../parts/sms-code-screen.js").Local>} */
export const smsCode = smsCodeScreen(({ mobile, onFile, ...step }, wizard) => ({
  ...step,
  lead: onFile ? numberLead(mobile) : newNumberLead(mobile),
  // At a counter, staff gave the new number.
  correctable: onFile || !wizard.counter,
  agencyHelps: !wizard.counter,
  submit: api.submitSmsCode,
  resend: api.resendSmsCode,
}));
