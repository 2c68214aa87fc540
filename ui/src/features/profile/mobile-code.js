import * as api from "../../api.ts";
import { newNumberLead, smsCodeScreen } from "../../parts/sms-code-screen.js";

/** @type {import("../../screen.ts").Screen<"profileMobileCode", import("../../parts/sms-code-screen.js").Local>} */
export const profileMobileCode = smsCodeScreen(({ mobile, ...step }) => ({
  ...step,
  lead: newNumberLead(mobile),
  correctable: true,
  agencyHelps: false,
  submit: api.submitProfileSmsCode,
  resend: api.resendProfileSmsCode,
}));
