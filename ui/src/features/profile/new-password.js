import * as api from "../../api.ts";
import { newPasswordScreen } from "../../parts/new-password-screen.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"profileNewPassword", import("../../parts/new-password.js").NewPassword>} */
export const profileNewPassword = newPasswordScreen(() => ({
  heading: text("password-heading-reset"),
  lead: text("profile-new-password-lead"),
  submit: api.submitProfileNewPassword,
  busy: "busy-password",
}));
