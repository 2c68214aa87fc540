import { html } from "lit-html";
import * as api from "../../api.ts";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { lines, text } from "../../text.js";
import { help, helperSays, visitTitle } from "./frame.js";
import { tenantFacts } from "./tenant-facts.js";

/** What comes of it when a manager opens a closed account again (S25). @type {import("../../screen.ts").Screen<"visitReopening">} */
export const visitReopening = {
  heading: ({ step }) => text("visit-reopening-heading", { name: step.tenant.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      side: helperSays("say-reopening"),
      body: questionForm(wizard, {
        action: text("visit-reopening-action"),
        onSubmit: () => wizard.act(api.reopenAccount),
        body: html`
          <p id="identity-seen">${text("visit-reopening-seen", { document: text(`identity-${step.identity}`) })}</p>
          <ul>
            ${lines("visit-reopening-list").map((line) => html`<li>${line}</li>`)}
          </ul>
          <p>${text("visit-reopening-number")}</p>
          <div class="found-tenant"><div class="found-facts">${tenantFacts(step.tenant)}</div></div>
        `,
      }),
    }),
};
