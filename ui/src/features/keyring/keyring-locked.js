import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */

/**
 * S13: nothing is known of the person until the keyring of this computer is unlocked, in a prompt of the desktop.
 * @type {import("../../screen.ts").Screen<"keyringLocked", object>}
 */
export const keyringLocked = {
  heading: ({ step }) => text(step.dismissed ? "keyring-dismissed-heading" : "keyring-locked-heading"),
  enter: ({ wizard, step }) => {
    const local = {};
    if (!step.dismissed) waitForAnswer(wizard, local);
    return local;
  },
  view: ({ wizard, step }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: html`
        ${step.dismissed ? dismissed() : prompting()}
        <p class="secondary" id="without-keyring">${text("keyring-without")}</p>
        ${busyNotice(wizard)}
        <div class="action-line">
          ${step.dismissed
            ? html`<button type="button" id="ask-keyring-again" class="main-action" @click=${() => wizard.act(api.askKeyringAgain, "busy-opening")}>${text("keyring-ask-again")}</button>`
            : nothing}
          <button type="button" id="do-without-keyring" class="secondary-action" aria-describedby="without-keyring" @click=${() => wizard.act(api.doWithoutKeyring, "busy-opening")}>
            ${text("keyring-do-without")}
          </button>
        </div>
      `,
    }),
};

const prompting = () => html`
  <p class="lead">${text("keyring-locked-lead")}</p>
  <p>${text("keyring-locked-what")}</p>
  <p>${text("keyring-locked-then")}</p>
  <p class="secondary">${text("keyring-locked-unseen")}</p>
`;

const dismissed = () => html`
  <p class="lead">${text("keyring-dismissed-lead")}</p>
  <p>${text("keyring-dismissed-what")}</p>
`;

/**
 * The answer comes in the prompt of the desktop, whenever the person gives it.
 * @param {Wizard} wizard
 * @param {object} local
 */
function waitForAnswer(wizard, local) {
  api.waitForKeyring().then(
    (shown) => {
      if (wizard.shows(local)) wizard.show(shown);
    },
    () => {
      // Asks again, and tells the failure.
      if (wizard.shows(local)) wizard.act(api.opening, "busy-opening");
    },
  );
}
