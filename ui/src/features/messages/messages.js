import { html, nothing } from "lit-html";
import * as api from "../../api.js";
import { messageCard } from "./message.js";
import { icon } from "../../parts/icon.js";
import { memoryNotice } from "../../parts/memory-notice.js";
import { page } from "../../parts/page.js";
import { underWay } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { beginVisit, readAgain, visitFreshness } from "../../parts/archived-page.js";
import { stepOf } from "../../step-of.js";

/** What was written to the agency, and its answers. @type {import("../../screens.js").Screen} */
export const messages = {
  heading: () => text("messages"),
  back: (wizard) => wizard.stepBack,
  enter: (wizard) => beginVisit(wizard, stepOf(wizard, "messages").freshness),
  seenAgain: (wizard) => readAgain(wizard, wizard.local),
  view: (wizard) => {
    const { messages: all, freshness } = stepOf(wizard, "messages");
    return page(wizard, {
      body: html`
        ${visitFreshness(wizard, freshness)} ${memoryNotice(wizard)} ${underWay(wizard)}
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
