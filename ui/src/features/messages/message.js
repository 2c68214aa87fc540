import "./messages.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { fileSize, moment } from "../../format.js";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/** @typedef {import("../../bindings.ts").MessageView} MessageView */

/**
 * Icon for the status of a message.
 * @type {Record<import("../../bindings.ts").MessageStatus, import("../../parts/icon.js").IconName>}
 */
const icons = { waiting: "hourglass", leaving: "hourglass", refused: "alert", tooHeavy: "alert", sent: "mail", read: "eye", answered: "check" };

/**
 * A message and its answer.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {MessageView} message
 */
export function messageCard(wizard, message) {
  const { subject, text: words, attachments, at, status, answer, waiting } = message;
  return html`
    <article class="message message-${status}">
      <h2>${text(`message-subject-${subject}`)}</h2>
      <p class="message-status with-icon">${icon(icons[status])}<span>${text(`message-status-${status}`, { moment: moment(at) })}</span></p>
      <p class="message-text">${words}</p>
      ${attachments.length > 0 ? html`<p class="secondary">${text("message-files", { count: attachments.length })} ${attachments.map(attachmentName).join(", ")}</p>` : nothing}
      ${waiting === null
        ? nothing
        : html`<button type="button" class="secondary-action withdraw" @click=${() => wizard.act(() => api.withdrawMessage(waiting), "busy-change")}>${text(status === "waiting" || status === "leaving" ? "message-withdraw" : "message-remove")}</button>`}
      ${answer
        ? html`<section class="answer">
            <h3>${text("message-answer", { moment: moment(answer.at) })}</h3>
            <p class="message-text">${answer.text}</p>
          </section>`
        : nothing}
    </article>
  `;
}

/** @param {import("../../bindings.ts").AttachmentFacts} file */
export const attachmentName = ({ kind, bytes }) => `${text(`attachment-${kind}`)} (${fileSize(bytes)})`;
