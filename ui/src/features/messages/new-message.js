import "./messages.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { fieldIds, typed } from "../../field-ids.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { chosen, selectField } from "../../parts/select-field.js";
import { fieldError } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { attachmentName } from "./message.js";
import { asAttachment } from "./photograph.js";
import { textArea } from "./text-area.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").MessageSubject} MessageSubject */

/** @type {MessageSubject[]} */
const SUBJECTS = ["rent", "paymentPlan", "repair", "other"];

/** A message to the agency. @type {import("../../screen.ts").Screen<"newMessage">} */
export const newMessage = {
  heading: ({ step }) => text(step.subject === "paymentPlan" ? "message-plan-heading" : "message-write"),
  back: ({ wizard }) => wizard.stepBack,
  // After a file was added or removed, the page stays where it is.
  arrive: () => document.getElementById("attachments-list")?.focus(),
  view: ({ wizard, step }) => {
    const { subject, typed: before } = step;
    const isPlan = subject === "paymentPlan";
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("message-send"),
        onSubmit: () => wizard.act(() => api.submitMessage(isPlan ? subject : /** @type {MessageSubject} */ (chosen("subject")), typed("message")), "busy-sending"),
        body: html`
          ${isPlan
            ? html`<p>${text("message-plan-lead")}</p>`
            : selectField({
                id: "subject",
                label: text("message-subject"),
                value: subject,
                choices: SUBJECTS.map((one) => ({ value: one, label: text(`message-subject-${one}`) })),
              })}
          ${textArea(wizard, {
            field: "message",
            label: text(isPlan ? "message-plan-label" : "message-label"),
            hint: text(isPlan ? "message-plan-hint" : "message-hint"),
            value: before,
          })}
          ${attachments(wizard, step.attachments)}
        `,
      }),
    });
  },
};

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").AttachmentFacts[]} files
 */
function attachments(wizard, files) {
  const failures = wizard.fieldFailures("attachments");
  const wrong = failures.length > 0;
  const id = fieldIds.attachments;
  return html`
    <div class=${wrong ? "field in-error" : "field"}>
      <p id="${id}-name" class="attachments-name">${text("message-files-name")}</p>
      <p id="${id}-hint" class="hint">${text("message-attach-hint")}</p>
      ${fieldError(id, failures)}
      <ul id="attachments-list" class="plain attachments" tabindex="-1">
        ${files.map(
          (file, place) => html`<li>
            ${icon("file")}<span>${attachmentName(file)}</span>
            <button type="button" class="quiet detach" @click=${() => wizard.act(() => api.detachFile(place), "busy-change")}>
              ${icon("close")}${text("message-detach")}<span class="visually-hidden"> ${attachmentName(file)}</span>
            </button>
          </li>`,
        )}
      </ul>
      ${files.length < 3
        ? html`<input
              id="${id}-file"
              type="file"
              hidden
              accept="image/jpeg,image/png,application/pdf"
              @change=${(/** @type {Event} */ event) => attach(wizard, /** @type {HTMLInputElement} */ (event.target))}
            />
            <button
              type="button"
              id=${id}
              class="secondary-action"
              aria-describedby=${wrong ? `${id}-hint ${id}-error` : `${id}-hint`}
              @click=${() => document.getElementById(`${id}-file`)?.click()}
            >
              ${icon("file")}${text("message-attach")}
            </button>`
        : nothing}
    </div>
  `;
}

/**
 * @param {Wizard} wizard
 * @param {HTMLInputElement} input
 */
function attach(wizard, input) {
  const file = input.files?.[0];
  if (!file) return;
  wizard.act(async () => {
    const bytes = await asAttachment(file);
    // Lets the same file be chosen again.
    input.value = "";
    return api.attachFile(bytes);
  }, "busy-attaching");
}
