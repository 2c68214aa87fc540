import "./sign-up.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { askAgency } from "../../parts/ask-agency.js";
import { noEcho } from "../../parts/code-echo.js";
import { receiptDrawing } from "../../parts/drawings/receipt.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { readCode, tenantCodeField } from "../../parts/tenant-code-field.js";
import { text } from "../../text.js";

/** @typedef {"notYet" | "underWay" | "done" | "later"} RobotCheck */
/** @typedef {{ echo: import("../../parts/code-echo.js").Echo, robotCheck: RobotCheck, checked: string }} Local */

/** @type {import("../../screen.ts").Screen<"tenantCode", Local>} */
export const tenantCode = {
  heading: () => text("tenant-code-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => {
    /** @type {Local} */
    const local = { echo: noEcho(), robotCheck: "notYet", checked: "" };
    const before = step.typed;
    if (before) readCode(wizard, local.echo, before, (reading, code) => prepareRobotCheck(wizard, local, reading, code));
    return local;
  },
  view: ({ wizard, step, local }) => {
    return page(wizard, {
      stage: "code",
      purpose: step.purpose,
      drawing: receiptDrawing(),
      drawingStays: true,
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitTenantCode(typed("tenantCode"))),
        beside: html`<button type="button" id="no-receipt" class="link" @click=${() => askAgency(wizard, "code")}>${text("tenant-code-no-receipt")}</button>`,
        body: html`
          ${tenantCodeField(wizard, {
            echo: local.echo,
            label: text("tenant-code-label"),
            hint: text("tenant-code-hint"),
            value: step.typed,
            onRead: (reading, code) => prepareRobotCheck(wizard, local, reading, code),
          })}
          <div class="robot-check" role="status">${robotCheckLine(local.robotCheck)}</div>
        `,
      }),
    });
  },
};

/** @param {RobotCheck} state */
function robotCheckLine(state) {
  if (state === "notYet") return nothing;
  return html`<p class=${state === "done" ? "with-icon success" : "with-icon"}>
    ${icon(state === "done" ? "check" : "hourglass")}<span>${text(`robot-check-${state}`)}</span>
  </p>`;
}

/**
 * S4: solves the robot check in the background as soon as the code is complete. The tenant has nothing to do.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} local
 * @param {import("../../bindings.ts").TenantCodeReading} reading
 * @param {string} code
 */
function prepareRobotCheck(wizard, local, reading, code) {
  if (!reading.complete) {
    local.robotCheck = "notYet";
    local.checked = "";
    return;
  }
  if (local.checked === reading.grouped) return;
  local.checked = reading.grouped;
  local.robotCheck = "underWay";
  /** @param {RobotCheck} state */
  const settle = (state) => {
    if (local.checked !== reading.grouped) return;
    local.robotCheck = state;
    wizard.redraw();
  };
  api.prepareRobotCheck(code).then(() => settle("done"), () => settle("later"));
}
