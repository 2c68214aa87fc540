import "./messages.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { fieldIds, forgetTyped, typed } from "../../field-ids.js";
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

/**
 * What the page knows of a chosen file, and the shell is not told: its name, and its thumbnail, or "".
 * @typedef {{ name: string, thumbnail: string }} ChosenFile
 */
/** @typedef {{ chosen: ChosenFile[] }} Local */

/** A message to the agency. @type {import("../../screen.ts").Screen<"newMessage", Local>} */
export const newMessage = {
  heading: ({ step }) => text(step.subject === "paymentPlan" ? "message-plan-heading" : "message-write"),
  back: ({ wizard }) => wizard.stepBack,
  // A file whose coming or going the page was not told of, after *Retour*, makes the places uncertain.
  enter: ({ wizard, step: { attachments: files } }, given) => {
    wizard.agency.refresh();
    return { chosen: files.map((_, place) => (given?.chosen.length === files.length ? given.chosen[place] : undefined) ?? { name: "", thumbnail: "" }) };
  },
  keeps: ({ local }) => ({ chosen: local.chosen }),
  // After a file was added or removed, the page stays where it is.
  arrive: () => document.getElementById("attachments-list")?.focus(),
  view: ({ wizard, step, local }) => {
    const { subject, typed: before } = step;
    const isPlan = subject === "paymentPlan";
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("message-send"),
        onSubmit: () => submit(wizard, isPlan ? subject : /** @type {MessageSubject} */ (chosen("subject"))),
        body: html`
          ${isPlan
            ? html`<p>${text("message-plan-lead")}</p>`
            : selectField(wizard, {
                id: "subject",
                label: text("message-subject"),
                value: subject,
                choices: SUBJECTS.map((one) => ({ value: one, label: text(`message-subject-${one}`) })),
              })}
          ${textArea(wizard, {
            field: "message",
            label: text(isPlan ? "message-plan-label" : "message-label"),
            hint: isPlan ? text("message-plan-hint") : callHint(wizard),
            value: before,
          })}
          ${attachments(wizard, local, step.attachments)}
        `,
      }),
    });
  },
};

/** What is urgent is not written but said: the number to call stands there. @param {Wizard} wizard */
function callHint({ agency, landlord }) {
  const number = (agency.contact ?? landlord)?.telephone.replaceAll(" ", "\u00a0") ?? "";
  return text("message-hint", { number, known: number ? "yes" : "no" });
}

/**
 * @param {Wizard} wizard
 * @param {MessageSubject} subject
 */
function submit(wizard, subject) {
  wizard.act(async () => {
    const shown = await api.submitMessage(subject, typed("message"));
    forgetTyped("message");
    return shown;
  }, "busy-sending");
}

/**
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {import("../../bindings.ts").AttachmentFacts[]} files
 */
function attachments(wizard, local, files) {
  const failures = wizard.fieldFailures("attachments");
  const wrong = failures.length > 0;
  const id = fieldIds.attachments;
  return html`
    <div class=${wrong ? "field in-error" : "field"}>
      <p id="${id}-name" class="attachments-name">${text("message-files-name")}</p>
      <p id="${id}-hint" class="hint">${text("message-attach-hint")}</p>
      ${fieldError(id, failures)}
      <ul id="attachments-list" class="plain attachments" tabindex="-1">
        ${files.map((file, place) => html`<li>${attachment(wizard, local, file, place)}</li>`)}
      </ul>
      ${files.length < 3
        ? html`<input
              id="${id}-file"
              type="file"
              hidden
              accept="image/jpeg,image/png,application/pdf"
              @change=${(/** @type {Event} */ event) => attach(wizard, local, /** @type {HTMLInputElement} */ (event.target))}
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
 * A file of the message: its thumbnail, its name, its kind and size.
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {import("../../bindings.ts").AttachmentFacts} file
 * @param {number} place
 */
function attachment(wizard, { chosen }, file, place) {
  const { name, thumbnail } = chosen[place] ?? { name: "", thumbnail: "" };
  const words = name === "" ? attachmentName(file) : `${name}, ${attachmentName(file)}`;
  const detach = () => wizard.act(() => api.detachFile(place), "busy-change", { newMessage: { chosen: chosen.toSpliced(place, 1) } });
  return html`
    ${thumbnail === "" ? icon("file") : html`<img class="thumbnail" src=${thumbnail} alt="" />`}<span class="breakable">${words}</span>
    <button type="button" class="quiet detach" @click=${detach}>${icon("close")}${text("message-detach")}<span class="visually-hidden"> ${words}</span></button>
  `;
}

/**
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {HTMLInputElement} input
 */
function attach(wizard, local, input) {
  const file = input.files?.[0];
  if (!file) return;
  const chosen = [...local.chosen];
  const work = async () => {
    const { bytes, thumbnail } = await asAttachment(file);
    // Lets the same file be chosen again.
    input.value = "";
    const shown = await api.attachFile(bytes);
    chosen.push({ name: file.name, thumbnail });
    return shown;
  };
  wizard.act(work, "busy-attaching", { newMessage: { chosen } });
}
