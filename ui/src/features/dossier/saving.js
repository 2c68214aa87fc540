import "./dossier.css";
import { html, nothing } from "lit-html";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";
import { openChoice, openStatements, savePapers } from "./actions.js";

/**
 * *Mon dossier* in one click, and the ways to the other files.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Together} own
 * @param {unknown} search the way to the search
 */
export function dossierTools(wizard, own, search) {
  return html`
    <div class="dossier-tools">
      <button type="button" id="save-dossier" class="main-action" @click=${() => savePapers(wizard, own, { papers: "dossier" })}>${icon("dossier")}<span>${text("dossier-save")}</span></button>
      ${savedPapers(own)}
      <div class="dossier-others">
        ${search}
        <button type="button" id="open-choice" class="secondary-action" @click=${() => openChoice(wizard, own)}>${icon("check")}${text("choice-open")}</button>
        <button type="button" id="open-statements" class="secondary-action" @click=${() => openStatements(wizard, own)}>${icon("table")}${text("statements-open")}</button>
      </div>
    </div>
  `;
}

/**
 * What was saved, and where.
 * @param {import("./actions.js").Together} own
 */
export function savedPapers({ savedPapers: saved }) {
  return html`<div role="status" class="saved-papers">
    ${saved === null
      ? nothing
      : saved === "cancelled"
        ? html`<p>${text("papers-cancelled")}</p>`
        : html`<p class="success with-icon">
            ${icon("check")}<span>${text("papers-saved", { name: saved.name, folder: saved.folder, placed: saved.folder ? "yes" : "no", count: saved.documents })}</span>
          </p>`}
  </div>`;
}
