import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { clearPassword, hiddenPassword, hidePasswords, passwordField } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility }} Local */

/**
 * S8: asks for the current password before a sensitive change.
 * @type {import("../../screen.ts").Screen<"profilePasswordAgain", Local>}
 */
export const profilePasswordAgain = {
  heading: () => text("profile-password-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ visibility: hiddenPassword() }),
  leave: clearPassword,
  failed: (_shown, failure) => {
    if (failure.fields.length > 0) clearPassword();
  },
  view: ({ wizard, step, local }) => {
    const { question } = step;
    const deleting = question === "deletion";
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text(deleting ? "profile-delete" : "next"),
        onSubmit: () => {
          hidePasswords(wizard, local.visibility);
          wizard.act(() => api.submitProfilePassword(typed("password")), deleting ? "busy-deletion" : "busy-change");
        },
        body: html`
          <p>${text(`profile-password-for-${question}`)}</p>
          ${passwordField(wizard, { visibility: local.visibility, label: text("profile-password-label"), autocomplete: "current-password" })}
        `,
      }),
    });
  },
};
