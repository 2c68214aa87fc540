import { html } from "lit-html";
import * as api from "../../api.ts";
import { openDoorDrawing } from "../../parts/drawings/door.js";
import { phoneDrawing } from "../../parts/drawings/phone.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { help } from "./frame.js";

/** Staff hand the keyboard to the tenant. @type {import("../../screen.ts").Screen<"handOver">} */
export const handOver = {
  heading: () => text("hand-over-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { name, purpose } = step;
    return page(wizard, {
      drawing: phoneDrawing(),
      body: html`<div class="your-turn">
        ${questionForm(wizard, {
          action: text("hand-over-action"),
          onSubmit: () => wizard.act(api.takeOver, "busy-opening"),
          body: html`
            <p class="lead">${text(`hand-over-${purpose}`, { name })}</p>
            <ul>
              <li>${text("hand-over-alone")}</li>
              <li>${text("hand-over-secret")}</li>
            </ul>
          `,
        })}
      </div>`,
    });
  },
};

/** @type {import("../../screen.ts").Screen<"numberConfirmed">} */
export const numberConfirmed = {
  heading: () => text("number-confirmed-heading"),
  help,
  view: ({ wizard, step }) =>
    page(wizard, {
      drawing: openDoorDrawing(),
      body: questionForm(wizard, {
        action: text("counter-hand-back"),
        onSubmit: () => wizard.act(api.backToVisit, "busy-opening"),
        body: html`<p class="lead">${text("number-confirmed-lead", { number: step.mobile })}</p>`,
      }),
    }),
};
