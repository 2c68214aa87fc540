import "./profile.css";
import { html } from "lit-html";
import * as api from "../../api.ts";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { lines, text } from "../../text.js";

/**
 * First of two steps: what is deleted, and what the law makes the landlord keep.
 * @type {import("../../screen.ts").Screen<"profileDeletion">}
 */
export const profileDeletion = {
  heading: () => text("profile-deletion-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard }) =>
    page(wizard, {
      body: questionForm(wizard, {
        action: text("profile-deletion-continue"),
        onSubmit: () => wizard.act(api.continueProfileDeletion, "busy-opening"),
        beside: html`<button type="button" id="keep-account" class="link" @click=${wizard.stepBack}>${text("profile-deletion-keep")}</button>`,
        body: html`
          <h2>${text("profile-deletion-goes")}</h2>
          ${points(lines("profile-deletion-goes-list"))}
          <h2>${text("profile-deletion-stays", { landlord: wizard.landlordName })}</h2>
          ${points(lines("profile-deletion-stays-list"))}
          <p>${text("profile-deletion-before")}</p>
        `,
      }),
    }),
};

/** @param {string[]} all */
function points(all) {
  return html`<ul class="keeps">
    ${all.map((one) => html`<li>${one}</li>`)}
  </ul>`;
}
