import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { clear, hiddenPassword, hidePasswords } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { pinField } from "./pin-field.js";

/** @typedef {import("../../parts/password-field.js").Visibility} Visibility */
/** @typedef {{ current: Visibility, pin: Visibility, again: Visibility }} Local */

/** @type {import("../../screen.ts").Screen<"pinChoice", Local>} */
export const pinChoice = {
  heading: () => text("pin-choice-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ current: hiddenPassword(), pin: hiddenPassword(), again: hiddenPassword() }),
  leave: () => clear("currentPin", "pin", "pinAgain"),
  failed: (_shown, failure) => {
    if (failure.fields.some((one) => one.code === "pinWrong")) clear("currentPin");
  },
  view: ({ wizard, step, local }) => {
    const { changing } = step;
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => {
          hidePasswords(wizard, local.current, local.pin, local.again);
          wizard.act(() => api.submitPin(changing ? typed("currentPin") : null, typed("pin"), typed("pinAgain")), "busy-change", { home: { pinChosen: true } });
        },
        body: html`
          <p>${text("pin-forgotten-lead")}</p>
          ${changing ? pinField(wizard, { field: "currentPin", visibility: local.current, label: text("pin-current-label") }) : nothing}
          ${pinField(wizard, { field: "pin", visibility: local.pin, label: text(changing ? "pin-new-label" : "pin-label"), hint: text("pin-hint") })}
          ${pinField(wizard, { field: "pinAgain", visibility: local.again, label: text("pin-again-label") })}
        `,
      }),
    });
  },
};
