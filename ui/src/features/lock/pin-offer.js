import { html } from "lit-html";
import * as api from "../../api.ts";
import { keyDrawing } from "../../parts/drawings/key.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** S12: a PIN is offered once. @type {import("../../screen.ts").Screen<"pinOffer">} */
export const pinOffer = {
  heading: () => text("pin-offer-heading"),
  view: ({ wizard }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: questionForm(wizard, {
        action: text("pin-choose"),
        onSubmit: () => wizard.act(api.openPin, "busy-opening"),
        beside: html`<button type="button" id="decline-pin" class="secondary-action" @click=${() => wizard.act(api.declinePin, "busy-opening")}>${text("pin-later")}</button>`,
        body: html`
          <p>${text("pin-offer-lead")}</p>
          <p>${text("pin-offer-who")}</p>
          <p class="secondary">${text("pin-offer-later")}</p>
        `,
      }),
    }),
};
