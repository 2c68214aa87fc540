import "./receipts.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { capitalised, monthName } from "../../format.js";
import { questionForm } from "../../parts/question-form.js";
import { chosen, selectField } from "../../parts/select-field.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { yearSections } from "./year-sections.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("./actions.js").Search} Search */

/** Kinds to search for; most searches are for a quittance. @type {import("../../bindings.ts").DocumentKind[]} */
const KINDS = ["quittance", ...api.documentKinds.filter((kind) => kind !== "quittance")];
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

/**
 * The search form, with its results below.
 * @param {Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {Search} search
 */
export function searchView(wizard, own, search) {
  const { asked, found } = search;
  const years = own.list?.years ?? [];
  return html`
    ${questionForm(wizard, {
      action: text("search-action"),
      onSubmit: () => submit(wizard, search),
      body: html`
        <div class="search-fields">
          ${selectField(wizard, {
            id: "search-month",
            label: text("search-month"),
            value: String(asked.month ?? ""),
            choices: [{ value: "", label: text("search-any-month") }, ...MONTHS.map((month) => ({ value: String(month), label: capitalised(monthName(month)) }))],
          })}
          ${selectField(wizard, {
            id: "search-year",
            label: text("search-year"),
            value: String(asked.year ?? ""),
            choices: [{ value: "", label: text("search-any-year") }, ...years.map(({ year }) => ({ value: String(year), label: String(year) }))],
          })}
          ${selectField(wizard, {
            id: "search-kind",
            label: text("search-kind"),
            value: asked.kind ?? "",
            choices: [{ value: "", label: text("search-any-kind") }, ...KINDS.map((kind) => ({ value: kind, label: text(`kind-${kind}`) }))],
          })}
          ${textField(wizard, { field: "amount", label: text("search-amount"), hint: text("search-amount-hint"), value: asked.amount, size: "telephone" })}
        </div>
      `,
    })}
    <p role="status" id="found" class="found">${found ? text("search-found", { count: found.count }) : ""}</p>
    ${found && found.count > found.documents.length ? html`<p class="callout">${text("search-many", { count: found.documents.length })}</p>` : nothing}
    ${found ? yearSections(wizard, own, found.documents) : nothing}
  `;
}

/**
 * @param {Wizard} wizard
 * @param {Search} search
 */
function submit(wizard, search) {
  const number = (/** @type {string} */ id) => (chosen(id) === "" ? null : Number(chosen(id)));
  search.asked = {
    month: number("search-month"),
    year: number("search-year"),
    kind: /** @type {import("../../bindings.ts").DocumentKind | ""} */ (chosen("search-kind")) || null,
    amount: typed("amount"),
  };
  // What another search found does not stand below the error of this one.
  search.found = null;
  wizard.attempt({
    work: () => api.searchRentDocuments(search.asked),
    busy: "busy-searching",
    done: (found) => {
      search.found = found;
      wizard.redraw();
      document.getElementById("found")?.scrollIntoView({ block: "nearest" });
    },
  });
}
