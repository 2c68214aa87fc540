import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { doorDrawing } from "../../parts/drawings/door.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { newPasswordField, noNewPassword } from "../../parts/new-password.js";
import { areCredentialsWrong, clear, clearPassword, hiddenPassword, hidePasswords, passwordField } from "../../parts/password-field.js";
import { typed } from "../../field-ids.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility }} Local */

const help = () => "help-counter";

/** Nothing of a proof stays once it is sent or left. */
const clearProofs = () => clear("password", "staffCode");

/** @type {import("../../screen.ts").Screen<"staffSignIn", Local>} */
export const staffSignIn = {
  heading: () => text("staff-sign-in-heading"),
  help,
  enter: () => /** @type {Local} */ ({ visibility: hiddenPassword() }),
  leave: clearProofs,
  failed: (_shown, failure) => {
    if (areCredentialsWrong(failure)) clearProofs();
  },
  view: ({ wizard, step, local }) => {
    const { login, practiceOffered } = step;
    const practising = wizard.counter?.practice != null;
    return page(wizard, {
      drawing: doorDrawing(),
      body: html`
        ${questionForm(wizard, {
          action: text("sign-in"),
          onSubmit: () => {
            hidePasswords(wizard, local.visibility);
            wizard.act(() => api.signStaffIn(typed("staffLogin"), typed("password"), typed("staffCode")), "busy-signing-in");
          },
          body: proofFields(wizard, local, login),
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

/**
 * The name, the password and the code of the telephone, of whoever signs in or agrees.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} local
 * @param {string} login
 */
export function proofFields(wizard, local, login) {
  return html`
    ${textField(wizard, { field: "staffLogin", label: text("staff-login-label"), hint: text("staff-login-hint"), value: login, autocomplete: "off" })}
    ${passwordField(wizard, { visibility: local.visibility, label: text("sign-in-password"), autocomplete: "current-password" })}
    ${codeField(wizard)}
  `;
}

/** @param {import("../../wizard.js").Wizard} wizard */
function codeField(wizard) {
  return textField(wizard, { field: "staffCode", label: text("staff-code-label"), hint: text("staff-code-hint"), autocomplete: "one-time-code" });
}

/** @type {import("../../screen.ts").Screen<"staffActivation">} */
export const staffActivation = {
  heading: () => text("staff-activation-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  leave: () => clear("activationCode"),
  view: ({ wizard, step }) =>
    page(wizard, {
      drawing: doorDrawing(),
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.beginActivation(typed("staffLogin"), typed("activationCode"))),
        body: html`
          <p>${text("staff-activation-lead")}</p>
          ${textField(wizard, { field: "staffLogin", label: text("staff-login-label"), hint: text("staff-login-hint"), value: step.login })}
          ${textField(wizard, { field: "activationCode", label: text("staff-activation-code"), hint: text("staff-activation-hint"), size: "code-long" })}
        `,
      }),
    }),
};

/** @type {import("../../screen.ts").Screen<"staffSecondFactor", import("../../parts/new-password.js").NewPassword>} */
export const staffSecondFactor = {
  heading: ({ step }) => text("staff-factor-heading", { name: step.factor.name }),
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: noNewPassword,
  leave: clearProofs,
  view: ({ wizard, step, local }) => {
    const { factor } = step;
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => {
          hidePasswords(wizard, local.visibility);
          wizard.act(() => api.confirmActivation(typed("password"), typed("staffCode")));
        },
        body: html`
          <h2>${text("staff-factor-password")}</h2>
          ${newPasswordField(wizard, local)}
          <h2>${text("staff-factor-telephone")}</h2>
          <p>${text("staff-factor-lead")}</p>
          <figure class="factor-code">
            <svg viewBox="0 0 ${factor.drawing.modules} ${factor.drawing.modules}" role="img" aria-label=${text("staff-factor-drawing")}><path d=${factor.drawing.path} /></svg>
          </figure>
          <p>${text("staff-factor-key")}<br /><span class="factor-key" dir="ltr">${factor.key}</span></p>
          ${codeField(wizard)}
        `,
      }),
    });
  },
};

/** @type {import("../../screen.ts").Screen<"staffRecoveryCodes">} */
export const staffRecoveryCodes = {
  heading: () => text("staff-recovery-heading"),
  help,
  view: ({ wizard, step }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("staff-recovery-kept"),
        onSubmit: () => wizard.act(api.finishActivation, "busy-opening"),
        body: html`
          <p>${text("staff-recovery-lead")}</p>
          <ul class="recovery-codes" dir="ltr">
            ${step.codes.map((code) => html`<li>${code}</li>`)}
          </ul>
        `,
      }),
    }),
};

/** @type {import("../../screen.ts").Screen<"staffCheck">} */
export const staffCheck = {
  heading: () => text("staff-check-heading"),
  help,
  leave: clearProofs,
  firstField: "staffCode",
  view: ({ wizard }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => wizard.act(() => api.checkStaff(typed("staffCode"))),
        body: html`<p>${text("staff-check-lead")}</p>
          ${codeField(wizard)}`,
      }),
    }),
};

/** @type {import("../../screen.ts").Screen<"staffPassword", import("../../parts/new-password.js").NewPassword>} */
export const staffPassword = {
  heading: () => text("staff-password-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: noNewPassword,
  leave: clearProofs,
  view: ({ wizard, local }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("validate"),
        onSubmit: () => {
          hidePasswords(wizard, local.visibility);
          wizard.act(() => api.submitStaffPassword(typed("password"), typed("staffCode")), "busy-password", { counterDesk: { done: "staff-password-changed" } });
        },
        body: html`<p>${text("staff-password-lead")}</p>
          ${newPasswordField(wizard, local)} ${codeField(wizard)}`,
      }),
    }),
};

/** @type {import("../../screen.ts").Screen<"visitApproval", Local>} */
export const visitApproval = {
  heading: () => text("visit-approval-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: () => /** @type {Local} */ ({ visibility: hiddenPassword() }),
  leave: clearProofs,
  failed: clearPassword,
  view: ({ wizard, step, local }) => {
    return page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("visit-approval-action"),
        onSubmit: () => {
          hidePasswords(wizard, local.visibility);
          wizard.act(() => api.approve(typed("staffLogin"), typed("password"), typed("staffCode")));
        },
        body: html`<p>${text("visit-approval-lead", { name: step.name })}</p>
          ${proofFields(wizard, local, "")}`,
      }),
    });
  },
};
