import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { money } from "../../format.js";
import { page } from "../../parts/page.js";
import { questionForm } from "../../parts/question-form.js";
import { radioGroup } from "../../parts/radio-group.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";

/** @typedef {"all" | "late" | "other"} Choice */

/**
 * How much to pay by card.
 * @type {import("../../screen.ts").Screen<"paymentAmount", { choice: Choice, typed: string }>}
 */
export const paymentAmount = {
  heading: () => text("payment-amount-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ step }) => {
    const { wanted } = step;
    return typeof wanted === "string" ? { choice: wanted, typed: "" } : { choice: "other", typed: wanted.other };
  },
  view: ({ wizard, step, local }) => {
    const { owed } = step;
    /** @type {{ value: Choice, label: string }[]} */
    const choices = [
      { value: "all", label: text("payment-amount-all", { amount: money(owed.total) }) },
      { value: "late", label: text("payment-amount-late", { amount: money(owed.late) }) },
      { value: "other", label: text("payment-amount-other") },
    ];
    return page(wizard, {
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitPaymentAmount(wanted(local.choice)), "busy-opening"),
        body: html`
          ${radioGroup({
            name: "payment-amount",
            legend: text("payment-amount-legend"),
            value: local.choice,
            choices: choices.filter(({ value }) => value !== "late" || (owed.late > 0 && owed.late < owed.total)),
            onChoose: (choice) => {
              local.choice = choice;
              // An error of the typed amount does not apply to another choice.
              wizard.failure = null;
              wizard.redraw();
            },
          })}
          ${local.choice === "other"
            ? textField(wizard, {
                field: "amount",
                label: text("payment-amount-label"),
                hint: text("payment-amount-hint", { amount: money(owed.total) }),
                value: local.typed,
                size: "telephone",
              })
            : nothing}
        `,
      }),
    });
  },
};

/** @param {Choice} choice @returns {import("../../bindings.ts").AmountWanted} */
const wanted = (choice) => (choice === "other" ? { other: typed("amount") } : choice);
