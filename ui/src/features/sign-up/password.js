import * as api from "../../api.ts";
import { newPasswordScreen } from "../../parts/new-password-screen.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"password", import("../../parts/new-password.js").NewPassword>} */
export const password = newPasswordScreen(({ purpose }) =>
  purpose === "passwordReset"
    ? { heading: text("password-heading-reset"), lead: text("password-reset-lead"), purpose, submit: api.submitPassword, busy: "busy-password" }
    : { heading: text("password-heading"), lead: null, purpose, submit: api.submitPassword, busy: "busy-account" },
);
