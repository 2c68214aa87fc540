import "../../parts/year.css";
import "./receipts.css";
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { diskCallout } from "../../parts/disk-callout.js";
import { icon } from "../../parts/icon.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { pause } from "../../parts/pause.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { dossierTools } from "../dossier/tools.js";
import { foldYear, openSearch, unfoldYear } from "./actions.js";
import { downloadProgress } from "./download.js";
import { emptyDrawing } from "./empty-drawing.js";
import { freshness } from "./freshness.js";
import { noNetworkDrawing } from "./no-network-drawing.js";
import { yearSection } from "./year-sections.js";

/**
 * The receipts by year, newest first.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
export function documentList(wizard, own) {
  const years = own.list?.years ?? [];
  return html`
    ${freshness(wizard, own)} ${memoryCallout(wizard)} ${diskCallout(wizard)} ${busyNotice(wizard)}
    ${own.list === null ? nothing : years.length === 0 ? noDocument(own) : html`${wizard.counter ? html`<div class="dossier-tools">${searchButton(wizard, own)}</div>` : dossierTools(wizard, own, searchButton(wizard, own))} ${rows(wizard, own, years)}`}
    ${downloadProgress(wizard, own)}
  `;
}

/**
 * The newest years with their rows, the others as one button each. Rows are rendered again only when their data
 * changes.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {import("../../bindings.ts").YearOfDocuments[]} years
 */
function rows(wizard, own, years) {
  return guard([years, own.rows, own.unfolded, wizard.preferences.language], () => {
    let left = own.rows;
    return years.map(({ year, count, documents }) => {
      if (left <= 0) return nothing;
      if (documents) {
        const shown = documents.slice(0, left);
        left -= shown.length;
        return yearSection(wizard, own, year, html`${year}`, shown);
      }
      const unfolded = own.unfolded.get(year) ?? null;
      return yearSection(wizard, own, year, foldButton(wizard, own, year, count, unfolded !== null), unfolded);
    });
  });
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {number} year
 * @param {number} count
 * @param {boolean} unfolded
 */
function foldButton(wizard, own, year, count, unfolded) {
  return html`
    <button type="button" class="fold" data-year=${year} aria-expanded=${unfolded} @click=${() => (unfolded ? foldYear(wizard, own, year) : unfoldYear(wizard, own, year))}>
      ${icon(unfolded ? "unfolded" : "next")}
      <span>${year}</span>${pause}
      <span class="fold-count">${text("year-count", { count })}</span>
    </button>
  `;
}

/** @param {import("./actions.js").Local} own */
function noDocument(own) {
  if (own.synchronising) return html`<div class="empty">${emptyDrawing()}<p>${text("receipts-coming")}</p></div>`;
  if (own.notSynchronised) return html`<div class="empty">${own.notSynchronised.code === "noNetwork" ? noNetworkDrawing() : emptyDrawing()}<p>${text("receipts-not-fetched")}</p></div>`;
  return html`<div class="empty">${emptyDrawing()}<p>${text("receipts-none")}</p></div>`;
}

/** Years that can be read at a glance. With more, there is a search button. */
const WORTH_SEARCHING = 2;

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
function searchButton(wizard, own) {
  if ((own.list?.years.length ?? 0) <= WORTH_SEARCHING) return nothing;
  return html`<button type="button" id="open-search" class="secondary-action" @click=${() => openSearch(wizard, own)}>${icon("search")}${text("search-open")}</button>`;
}
