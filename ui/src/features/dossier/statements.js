import { html } from "lit-html";
import { icon } from "../../parts/icon.js";
import { questionForm } from "../../parts/question-form.js";
import { chosen, selectField } from "../../parts/select-field.js";
import { withoutMoving } from "../../stillness.js";
import { text } from "../../text.js";
import { savedPapers, savePapers } from "./papers.js";

/** *Relevés et montants*: the statement of a year, and all amounts for a spreadsheet. */
export class Statements {
  opener = "open-statements";
  help = "help-statements";
  #wizard;
  #own;

  /**
   * @param {import("../../wizard.js").Wizard} wizard
   * @param {import("./papers.js").Together} own
   */
  constructor(wizard, own) {
    this.#wizard = wizard;
    this.#own = own;
  }

  heading() {
    return text("statements-heading");
  }

  body() {
    const wizard = this.#wizard;
    const own = this.#own;
    const years = own.list?.years ?? [];
    return html`
      ${savedPapers(wizard, own)}
      ${questionForm(wizard, {
        action: text("statement-save"),
        onSubmit: () => savePapers(wizard, own, { papers: "yearStatement", year: Number(chosen("statement-year")) }),
        body: html`
          <h2>${text("statement-heading")}</h2>
          <p>${text("statement-lead")}</p>
          ${selectField(wizard, {
            id: "statement-year",
            label: text("search-year"),
            value: String(years[0]?.year ?? ""),
            choices: years.map(({ year }) => ({ value: String(year), label: String(year) })),
            onChange: (list) => withoutMoving(list, () => wizard.mendScreen()),
          })}
        `,
      })}
      <section class="amounts" aria-labelledby="amounts-heading">
        <h2 id="amounts-heading">${text("amounts-heading")}</h2>
        <p>${text("amounts-lead")}</p>
        <button type="button" id="save-amounts" class="secondary-action" @click=${() => savePapers(wizard, own, { papers: "amounts" })}>${icon("table")}${text("amounts-save")}</button>
      </section>
    `;
  }
}
