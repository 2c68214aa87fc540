import "../../parts/owed.css";
import "./payment.css";
import { html } from "lit-html";
import * as api from "../../api.ts";
import { money } from "../../format.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { lines, text } from "../../text.js";

/** Confirmation of the payment, with its next steps. @type {import("../../screen.ts").Screen<"paymentCheck">} */
export const paymentCheck = {
  heading: () => text("payment-check-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { amount, left, host } = step;
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("payment-pay"),
        onSubmit: () => wizard.act(api.pay, "busy-payment"),
        body: html`
          <section class="owed" aria-label=${text("payment-check-amount")}>
            <p class="owed-name">${text("payment-check-amount")}</p>
            <p class="owed-amount">${money(amount)}</p>
            <p>${left === 0 ? text("payment-check-nothing-left") : text("payment-check-left", { amount: money(left) })}</p>
          </section>
          <h2>${text("payment-check-next")}</h2>
          <ol class="payment-steps">
            ${lines("payment-check-steps", { address: host }).map((one) => html`<li class="breakable">${one}</li>`)}
          </ol>
        `,
      }),
    });
  },
};
