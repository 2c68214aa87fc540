import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { archivedPage, pageFreshness, readAgain, refreshInBackground } from "../../parts/archived-page.js";
import { diskCallout } from "../../parts/disk-callout.js";
import { icon } from "../../parts/icon.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { messageCard } from "./message.js";

/** Whether a message is being sent. @param {import("../../bindings.ts").Step} step */
const isLeaving = (step) => step.screen === "messages" && step.messages.some(({ status }) => status === "leaving");

/**
 * Messages to the agency, and its answers.
 * @type {import("../../screen.ts").Screen<"messages", import("../../parts/archived-page.js").ArchivedPage>}
 */
export const messages = {
  heading: () => text("messages"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => refreshInBackground(wizard, step.freshness, archivedPage(undefined, isLeaving)),
  onFocus: ({ wizard, local }) => readAgain(wizard, local),
  view: ({ wizard, step, local }) => {
    const { messages: all, freshness } = step;
    return page(wizard, {
      body: html`
        ${pageFreshness(wizard, local, freshness)} ${memoryCallout(wizard)} ${diskCallout(wizard)} ${busyNotice(wizard)}
        <p>
          <button type="button" id="write-message" class="main-action" @click=${() => wizard.act(() => api.openNewMessage("other"), "busy-opening")}>
            ${icon("mail")}${text("message-write")}
          </button>
        </p>
        ${all.length === 0 ? html`<p>${text("messages-none")}</p>` : nothing} ${all.map((message) => messageCard(wizard, message))}
      `,
    });
  },
};
