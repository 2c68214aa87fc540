import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { page } from "../../parts/page.js";
import { clear, hiddenPassword, hidePasswords } from "../../parts/password-field.js";
import { nameOf } from "../../parts/person-name.js";
import { questionForm } from "../../parts/question-form.js";
import { ruleFigures } from "../../rule-figures.js";
import { text } from "../../text.js";
import { pinField } from "./pin-field.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility, triesLeft: number }} Local */

/**
 * S12: the window has no data of the tenant until the PIN is typed.
 * @type {import("../../screen.ts").Screen<"locked", Local>}
 */
export const locked = {
  heading: () => text("pin-locked-heading"),
  enter: ({ step }) => ({ visibility: hiddenPassword(), triesLeft: step.triesLeft }),
  leave: () => clear("pin"),
  failed: ({ local }, failure) => {
    const wrong = failure.fields.find((one) => one.code === "pinWrong");
    if (wrong) local.triesLeft = wrong.count ?? 0;
    // A right one must not stay on screen either, where it cannot be checked.
    if (wrong || failure.code === "pinNotChecked") clear("pin");
  },
  view: ({ wizard, local }) => {
    const { person } = wizard.frame;
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("pin-open"),
        onSubmit: () => {
          hidePasswords(wizard, local.visibility);
          wizard.act(() => api.unlock(typed("pin")), "busy-checking");
        },
        beside: html`
          <button type="button" id="forget-pin" class="link" @click=${() => wizard.act(api.forgetPin, "busy-opening")}>${text("pin-forgotten")}</button>
          <button type="button" id="open-people" class="link" @click=${() => wizard.act(api.openPeople, "busy-opening")}>${text("people-not-me")}</button>
        `,
        body: html`
          ${person ? html`<p id="pin-person">${text("pin-locked-person")} <strong>${nameOf(person)}</strong></p>` : nothing}
          ${pinField(wizard, { field: "pin", describedBy: person ? "pin-person" : undefined, visibility: local.visibility, label: text("pin-label"), hint: local.triesLeft < ruleFigures.pinTries && wizard.fieldFailures("pin").length === 0 ? text("pin-tries-left", { count: local.triesLeft }) : "" })}
          ${memoryCallout(wizard)}
        `,
      }),
    });
  },
};
