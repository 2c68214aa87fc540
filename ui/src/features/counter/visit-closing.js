import { html } from "lit-html";
import * as api from "../../api.ts";
import { checkBox, isTicked } from "../../parts/check-box.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { lines, text } from "../../text.js";
import { help, helperSays, visitTitle } from "./frame.js";

/** What ends when an account is closed that somebody else used (S25). @type {import("../../screen.ts").Screen<"visitClosing">} */
export const visitClosing = {
  heading: ({ step }) => text("visit-closing-heading", { name: step.name }),
  title: visitTitle,
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard }) =>
    page(wizard, {
      side: helperSays("say-closing"),
      body: questionForm(wizard, {
        action: text("visit-closing-action"),
        onSubmit: () => wizard.act(() => api.closeAccount(isTicked("closing"))),
        beside: html`<button type="button" id="keep-account" class="link" @click=${wizard.stepBack}>${text("visit-closing-keep")}</button>`,
        body: html`
          <p>${text("visit-closing-lead")}</p>
          <h2>${text("visit-closing-ends")}</h2>
          <ul>
            ${lines("visit-closing-ends-list").map((line) => html`<li>${line}</li>`)}
          </ul>
          <h2>${text("visit-closing-then")}</h2>
          <ul>
            ${lines("visit-closing-then-list").map((line) => html`<li>${line}</li>`)}
          </ul>
          <p>${text("visit-closing-told")}</p>
          ${checkBox({ id: "closing", label: text("visit-closing-label"), checked: false, askedAnew: true, failures: wizard.fieldFailures("closing") })}
        `,
      }),
    }),
};
