import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { doorDrawing } from "../../parts/drawings/door.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { newPasswordField, noNewPassword } from "../../parts/new-password.js";
import { page } from "../../parts/page.js";
import { clear, hidePasswords } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { help } from "./frame.js";
import { clearProofs, codeField } from "./proof-fields.js";

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
          <p>${text("staff-factor-key")}<br /><span class="factor-key digits" translate="no">${factor.key}</span></p>
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
          <ul class="recovery-codes digits" translate="no">
            ${step.codes.map((code) => html`<li>${code}</li>`)}
          </ul>
        `,
      }),
    }),
};
