import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { clearPassword, hiddenPassword, hidePasswords } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { help } from "./frame.js";
import { clearProofs, proofFields } from "./proof-fields.js";
import { askedKey, keyButton, noKey } from "./security-key.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility, key: import("./security-key.js").Asking }} Local */

/** @type {import("../../screen.ts").Screen<"visitApproval", Local>} */
export const visitApproval = {
  heading: () => text("visit-approval-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: () => ({ visibility: hiddenPassword(), key: noKey() }),
  leave: clearProofs,
  failed: clearPassword,
  view: ({ wizard, step, local }) => {
    const send = () => {
      hidePasswords(wizard, local.visibility);
      wizard.act(() => api.approve(typed("staffLogin"), typed("password"), typed("staffCode")));
    };
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("visit-approval-action"),
        onSubmit: send,
        beside: keyButton(wizard, local, send),
        body: html`<p>${text(step.letter ? "visit-approval-letter" : "visit-approval-lead", { name: step.name })}</p>
          ${proofFields(wizard, local, "")} ${askedKey(local.key)}`,
      }),
    });
  },
};
