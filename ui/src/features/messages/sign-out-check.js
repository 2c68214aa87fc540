import { html } from "lit-html";
import * as api from "../../api.ts";
import { SIGNED_OUT } from "../../parts/page-corner.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** Messages wait to leave: sign out all the same? @type {import("../../screen.ts").Screen<"signOutCheck">} */
export const signOutCheck = {
  heading: () => text("sign-out-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      body: questionForm(wizard, {
        action: text("sign-out-stay"),
        onSubmit: wizard.stepBack,
        beside: html`<button type="button" id="sign-out-anyway" class="secondary-action" @click=${() => wizard.act(api.signOut, "busy-signing-out", SIGNED_OUT)}>${text("sign-out")}</button>`,
        body: html`<p id="unsent">${text("sign-out-lead", { count: step.messages })}</p>`,
      }),
    }),
};
