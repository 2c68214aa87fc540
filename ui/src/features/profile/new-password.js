import * as api from "../../api.ts";
import { newPasswordScreen } from "../../parts/new-password-screen.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"accountNewPassword", import("../../parts/new-password.js").NewPassword>} */
export const accountNewPassword = newPasswordScreen(() => ({
  heading: text("password-heading-reset"),
  lead: text("account-new-password-lead"),
  submit: api.submitNewAccountPassword,
  busy: "busy-password",
}));
