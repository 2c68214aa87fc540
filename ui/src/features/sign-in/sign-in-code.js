import * as api from "../../api.ts";
import { smsCodeScreen } from "../../parts/sms-code-screen.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"signInCode", import("../../parts/sms-code-screen.js").Local>} */
export const signInCode = smsCodeScreen((step, wizard) => ({
  ...step,
  expiresInSeconds: null,
  lead: text("sign-in-code-lead"),
  correctable: false,
  agencyHelps: !wizard.counter,
  submit: api.submitSignInCode,
  resend: api.resendSignInCode,
}));
