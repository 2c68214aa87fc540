import "./sign-in.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { askAgency } from "../../parts/ask-agency.js";
import { noEcho } from "../../parts/code-echo.js";
import { doneCallout } from "../../parts/done-callout.js";
import { doorDrawing } from "../../parts/drawings/door.js";
import { icon } from "../../parts/icon.js";
import { maskedCode } from "../../parts/masked.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { page } from "../../parts/page.js";
import { areCredentialsWrong, clearPassword, hiddenPassword, hidePasswords, passwordField } from "../../parts/password-field.js";
import { questionForm } from "../../parts/question-form.js";
import { tenantCodeField } from "../../parts/tenant-code-field.js";
import { text } from "../../text.js";

/** @typedef {{ visibility: import("../../parts/password-field.js").Visibility, echo: import("../../parts/code-echo.js").Echo, signedOut: boolean }} Local */

/** @type {import("../../screen.ts").Screen<"signIn", Local>} */
export const signIn = {
  heading: () => text("sign-in"),
  back: ({ wizard }) => wizard.stepBack,
  enter: (_shown, given) => ({ visibility: hiddenPassword(), echo: noEcho(), signedOut: given?.signedOut ?? false }),
  leave: clearPassword,
  arrive: () => document.getElementById("tenant-code")?.focus(),
  failed: (_shown, failure) => {
    if (areCredentialsWrong(failure)) clearPassword();
  },
  view: ({ wizard, step, local }) => {
    const { tenantCodeEnd, pinLoss } = step;
    return page(wizard, {
      drawing: doorDrawing(),
      body: html`
        ${doneCallout("signed-out", local.signedOut ? text("sign-in-signed-out") : "")}
        ${questionForm(wizard, {
          action: text("sign-in"),
          onSubmit: () => {
            hidePasswords(wizard, local.visibility);
            wizard.act(() => api.signIn(tenantCodeEnd === null ? typed("tenantCode") : null, typed("password")), "busy-signing-in");
          },
          beside: wizard.counter ? undefined : html`<button type="button" id="forgotten-password" class="link" @click=${() => wizard.act(api.startPasswordReset, "busy-opening")}>${text("forgotten-password")}</button>`,
          body: html`
            ${pinLoss ? html`<p id="pin-loss" class="callout with-icon">${icon("info")}<span>${text(`pin-loss-${pinLoss}`)}</span></p>` : nothing}
            ${tenantCodeEnd === null
              ? tenantCodeField(wizard, {
                  echo: local.echo,
                  label: text("tenant-code-label"),
                  hint: text("sign-in-code-hint"),
                  value: "",
                  autocomplete: "username",
                })
              : rememberedCode(wizard, tenantCodeEnd)}
            ${passwordField(wizard, { visibility: local.visibility, label: text("sign-in-password"), autocomplete: "current-password" })}
            ${memoryCallout(wizard)}
          `,
        })}
        ${wizard.counter ? nothing : otherWaysIn(wizard)}
      `,
    });
  },
};

/** @param {import("../../wizard.js").Wizard} wizard */
function otherWaysIn(wizard) {
  return html`
        <p class="no-account">
          <span>${text("sign-in-no-account")}</span>
          <button type="button" id="start-enrolment" class="link" @click=${() => wizard.act(api.startEnrolment, "busy-opening")}>${text("enrolment")}</button>
        </p>
        <p class="no-account">
          <span>${text("sign-in-trouble")}</span>
          <button type="button" id="contact-agency" class="link" @click=${() => askAgency(wizard, "signIn")}>${text("contact-agency")}</button>
        </p>
  `;
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {string} end
 */
function rememberedCode(wizard, end) {
  return html`
    <div class="field remembered">
      <p class="remembered-label">${text("tenant-code-label")}</p>
      <p class="remembered-line">
        ${maskedCode(end)}
        ${wizard.counter
          ? nothing
          : html`<button type="button" id="open-people" class="link" @click=${() => wizard.act(api.openPeople, "busy-opening")}>${text("sign-in-not-mine")}</button>`}
      </p>
    </div>
  `;
}
