import { html } from "lit-html";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";
import { openChoice, openStatements } from "./actions.js";
import { savedPapers, savePapers } from "./papers.js";

/**
 * *Mon dossier* in one click, and the buttons for the search and for other files.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./papers.js").Together} own
 * @param {unknown} search the button that opens the search
 */
export function dossierTools(wizard, own, search) {
  return html`
    <div class="dossier-tools">
      <button type="button" id="save-dossier" class="main-action" @click=${() => savePapers(wizard, own, { papers: "dossier" })}>${icon("dossier")}<span>${text("dossier-save")}</span></button>
      ${savedPapers(wizard, own)}
      <div class="dossier-others">
        ${search}
        <button type="button" id="open-choice" class="secondary-action" @click=${() => openChoice(wizard, own)}>${icon("check")}${text("choice-open")}</button>
        <button type="button" id="open-statements" class="secondary-action" @click=${() => openStatements(wizard, own)}>${icon("table")}${text("statements-open")}</button>
      </div>
    </div>
  `;
}
