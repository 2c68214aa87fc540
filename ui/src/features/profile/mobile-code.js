import * as api from "../../api.ts";
import { newNumberLead, smsCodeScreen } from "../../parts/sms-code-screen.js";

/** @type {import("../../screen.ts").Screen<"accountMobileCode", import("../../parts/sms-code-screen.js").Local>} */
export const accountMobileCode = smsCodeScreen(({ mobile, ...step }) => ({
  ...step,
  lead: newNumberLead(mobile),
  submit: api.submitAccountSmsCode,
  resend: api.resendAccountSmsCode,
}));
