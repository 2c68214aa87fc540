import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { doorDrawing } from "../../parts/drawings/door.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { areCredentialsWrong, hiddenPassword, hidePasswords } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { help } from "./frame.js";
import { clearProofs, codeField, proofFields } from "./proof-fields.js";
import { askedKey, keyButton, noKey } from "./security-key.js";
import { wiped } from "./wiped.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility, key: import("./security-key.js").Asking }} Local */

/** @type {import("../../screen.ts").Screen<"staffSignIn", Local>} */
export const staffSignIn = {
  heading: () => text("staff-sign-in-heading"),
  help,
  enter: () => ({ visibility: hiddenPassword(), key: noKey() }),
  leave: clearProofs,
  failed: (_shown, failure) => {
    if (areCredentialsWrong(failure)) clearProofs();
  },
  view: ({ wizard, step, local }) => {
    const { login, practiceOffered } = step;
    const practising = wizard.counter?.practice != null;
    const send = () => {
      hidePasswords(wizard, local.visibility);
      wizard.act(() => api.signStaffIn(typed("staffLogin"), typed("password"), typed("staffCode")), "busy-signing-in");
    };
    return page(wizard, {
      drawing: doorDrawing(),
      body: html`
        ${questionForm(wizard, {
          action: text("sign-in"),
          onSubmit: send,
          beside: keyButton(wizard, local, send),
          body: html`${proofFields(wizard, local, login)} ${askedKey(local.key)}`,
        })}
        <p class="no-account">
          <span>${text("staff-first-time")}</span>
          <button type="button" id="open-activation" class="link" @click=${() => wizard.act(api.openActivation, "busy-opening")}>${text("staff-activate")}</button>
        </p>
        ${practiceOffered
          ? html`<p class="no-account">
              <button type="button" id="practise" class="link" @click=${() => wizard.act(() => api.practise(!practising), "busy-opening")}>${text(practising ? "counter-practice-end" : "counter-practise")}</button>
            </p>`
          : nothing}
      `,
    });
  },
};

/** @type {import("../../screen.ts").Screen<"staffCheck", { key: import("./security-key.js").Asking }>} */
export const staffCheck = {
  heading: ({ step }) => text(step.locked ? "staff-locked-heading" : "staff-check-heading"),
  help,
  enter: () => ({ key: noKey() }),
  leave: clearProofs,
  view: ({ wizard, step, local }) => {
    const send = () => wizard.act(() => api.checkStaff(typed("staffCode")));
    return page(wizard, {
      drawing: keyDrawing(),
      body: html`
        ${step.wiped ? wiped(step.wiped) : nothing}
        ${questionForm(wizard, {
          action: text("validate"),
          onSubmit: send,
          beside: keyButton(wizard, local, send),
          body: html`<p>${text(step.locked ? "staff-locked-lead" : "staff-check-lead")}</p>
            ${codeField(wizard)} ${askedKey(local.key)}`,
        })}
      `,
    });
  },
};
