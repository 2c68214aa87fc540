import * as api from "../../api.ts";
import { newNumberLead, smsCodeScreen } from "../../parts/sms-code-screen.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"smsCode", import("../../parts/sms-code-screen.js").Local>} */
export const smsCode = smsCodeScreen(({ newNumber, ...step }) => ({
  ...step,
  lead: newNumber === null ? text("sms-lead") : newNumberLead(newNumber),
  submit: api.submitSmsCode,
  resend: api.resendSmsCode,
}));
