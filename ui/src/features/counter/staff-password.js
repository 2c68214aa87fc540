import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { newPasswordField, noNewPassword } from "../../parts/new-password.js";
import { page } from "../../parts/page.js";
import { hidePasswords } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { help } from "./frame.js";
import { clearProofs, codeField } from "./proof-fields.js";
import { askedKey, keyButton, noKey } from "./security-key.js";

/** @typedef {import("../../parts/new-password.js").NewPassword & { key: import("./security-key.js").Asking }} Local */

/** @type {import("../../screen.ts").Screen<"staffPassword", Local>} */
export const staffPassword = {
  heading: () => text("staff-password-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ ...noNewPassword(), key: noKey() }),
  leave: clearProofs,
  view: ({ wizard, local }) => {
    const send = () => {
      hidePasswords(wizard, local.visibility);
      wizard.act(() => api.submitStaffPassword(typed("password"), typed("staffCode")), "busy-password", { counterDesk: { done: "staff-password-changed" } });
    };
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: send,
        beside: keyButton(wizard, local, send),
        body: html`<p>${text("staff-password-lead")}</p>
          ${newPasswordField(wizard, local)} ${codeField(wizard)} ${askedKey(local.key)}`,
      }),
    });
  },
};
