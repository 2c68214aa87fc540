import "../../parts/year.css";
import { html, nothing } from "lit-html";
import { documentLine } from "../../parts/document-row.js";
import { icon } from "../../parts/icon.js";
import { pause } from "../../parts/pause.js";
import { questionForm } from "../../parts/question-form.js";
import { withoutMoving } from "../../stillness.js";
import { text } from "../../text.js";
import { savedPapers, savePapers } from "./papers.js";

/** @typedef {import("../../bindings.ts").DocumentSummary} DocumentSummary */
/** @typedef {{ year: number, documents: DocumentSummary[] }} Year */

/** *Choisir des documents*: joins chosen documents into one PDF. The newest year is open, the others unfold. */
export class Choice {
  opener = "open-choice";
  help = "help-choice";
  #wizard;
  #own;
  #years;
  /** @type {Set<string>} */
  #chosen = new Set();
  /** @type {Set<number>} */
  #open;

  /**
   * @param {import("../../wizard.js").Wizard} wizard
   * @param {import("./papers.js").Together} own
   * @param {Year[]} years newest first
   */
  constructor(wizard, own, years) {
    this.#wizard = wizard;
    this.#own = own;
    this.#years = years;
    this.#open = new Set(years.slice(0, 1).map(({ year }) => year));
  }

  heading() {
    return text("choice-heading");
  }

  body() {
    const count = this.#chosen.size;
    return questionForm(this.#wizard, {
      action: count > 0 ? text("choice-save", { count }) : text("choice-save-none"),
      onSubmit: () => savePapers(this.#wizard, this.#own, { papers: "selection", ids: [...this.#chosen] }),
      body: html`
        <p>${text("choice-lead")}</p>
        ${this.#years.map((one) => this.#year(one))}
      `,
      beside: savedPapers(this.#wizard, this.#own),
    });
  }

  /** @param {Year} year */
  #year({ year, documents }) {
    const open = this.#open.has(year);
    const chosen = documents.filter(({ id }) => this.#chosen.has(id)).length;
    return html`
      <section class="year-of-documents" aria-labelledby="choice-of-${year}">
        <h2 id="choice-of-${year}" class="year">
          <button type="button" class="fold" data-choice-year=${year} aria-expanded=${open} @click=${() => this.#fold(year)}>
            ${icon(open ? "unfolded" : "next")}
            <span>${year}</span>${pause}
            <span class="fold-count">${text("choice-count", { chosen, count: documents.length })}</span>
          </button>
        </h2>
        ${open ? this.#documents(year, documents, chosen) : nothing}
      </section>
    `;
  }

  /**
   * @param {number} year
   * @param {DocumentSummary[]} documents
   * @param {number} chosen
   */
  #documents(year, documents, chosen) {
    return html`
      <ul class="documents">
        <li>
          <label class="choice document-choice">
            <input
              type="checkbox"
              data-choose-year=${year}
              .checked=${chosen === documents.length}
              .indeterminate=${chosen > 0 && chosen < documents.length}
              @change=${(/** @type {Event} */ event) => this.#tick(documents, event)}
            />
            <span class="document-month">${text("choice-year", { year: String(year) })}</span>
          </label>
        </li>
        ${documents.map((one) => html`<li>${this.#document(one)}</li>`)}
      </ul>
    `;
  }

  /** @param {DocumentSummary} document */
  #document(document) {
    return html`
      <label class="choice document-choice">
        <input type="checkbox" data-choose=${document.id} .checked=${this.#chosen.has(document.id)} @change=${(/** @type {Event} */ event) => this.#tick([document], event)} />
        ${documentLine(document)}
      </label>
    `;
  }

  /** @param {number} year */
  #fold(year) {
    if (!this.#open.delete(year)) this.#open.add(year);
    this.#wizard.redraw();
  }

  /**
   * @param {DocumentSummary[]} documents
   * @param {Event} event
   */
  #tick(documents, { currentTarget }) {
    if (!(currentTarget instanceof HTMLInputElement)) return;
    const ticked = currentTarget.checked;
    for (const { id } of documents) {
      if (ticked) this.#chosen.add(id);
      else this.#chosen.delete(id);
    }
    this.#own.savedPapers = null;
    withoutMoving(currentTarget, () => this.#wizard.mendScreen());
  }
}
