import { html } from "lit-html";
import * as api from "../../api.ts";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** S12: a PIN is offered once. Neither answer is the main one: nobody needs a PIN. @type {import("../../screen.ts").Screen<"pinOffer">} */
export const pinOffer = {
  heading: () => text("pin-offer-heading"),
  view: ({ wizard }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: html`
        <p>${text("pin-offer-lead")}</p>
        <p>${text("pin-offer-who")}</p>
        <p class="secondary">${text("pin-offer-later")}</p>
        ${busyNotice(wizard)}
        <div class="action-line">
          <button type="button" id="choose-pin" class="secondary-action" @click=${() => wizard.act(api.openPin, "busy-opening")}>${text("pin-choose")}</button>
          <button type="button" id="decline-pin" class="secondary-action" @click=${() => wizard.act(api.declinePin, "busy-opening")}>${text("pin-later")}</button>
        </div>
      `,
    }),
};
