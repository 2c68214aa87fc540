import "./sign-up.css";
import { html } from "lit-html";
import * as api from "../../api.ts";
import { smallPhoneDrawing } from "../../parts/drawings/phone.js";
import { smallReceiptDrawing } from "../../parts/drawings/receipt.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @type {import("../../screen.ts").Screen<"beforeYouStart">} */
export const beforeYouStart = {
  heading: () => text("before-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard }) =>
    page(wizard, {
      body: html`
        <p class="lead">${text("before-lead")}</p>
        ${questionForm(wizard, {
          action: text("start"),
          onSubmit: () => wizard.act(api.continueEnrolment, "busy-opening"),
          body: html`
            <ul class="to-hand">
              <li>
                ${smallReceiptDrawing()}
                <div>
                  <strong>${text("before-receipt")}</strong>
                  <p>${text("before-receipt-why")}</p>
                </div>
              </li>
              <li>
                ${smallPhoneDrawing()}
                <div>
                  <strong>${text("before-phone")}</strong>
                  <p>${text("before-phone-why")}</p>
                </div>
              </li>
            </ul>
            <p class="with-icon">${icon("clock")}<span>${text("before-time")}</span></p>
          `,
        })}
      `,
    }),
};
