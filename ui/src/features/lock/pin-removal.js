import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { clear, hiddenPassword, hidePasswords } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { pinField } from "./pin-field.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility }} Local */

/** @type {import("../../screen.ts").Screen<"pinRemoval", Local>} */
export const pinRemoval = {
  heading: () => text("pin-removal-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ visibility: hiddenPassword() }),
  leave: () => clear("currentPin"),
  failed: () => clear("currentPin"),
  view: ({ wizard, local }) => {
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("pin-remove"),
        onSubmit: () => {
          hidePasswords(wizard, local.visibility);
          wizard.act(() => api.removePin(typed("currentPin")), "busy-change");
        },
        body: html`
          <p>${text("pin-removal-lead")}</p>
          ${pinField(wizard, { field: "currentPin", visibility: local.visibility, label: text("pin-current-label") })}
        `,
      }),
    });
  },
};
