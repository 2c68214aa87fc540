import "./receipts.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";
import { keepPdfs } from "./actions.js";

/** Minimum number of missing PDFs for which progress is shown: fewer arrive before anybody can read it. */
const WORTH_TELLING = 6;

/**
 * Progress of the download of PDFs, while it runs or after *Arrêter*. It is below the list, so that no row moves.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
export function keepingProgress(wizard, own) {
  const { keeping } = own;
  if (!keeping) return nothing;
  const { kept, all, state } = keeping;
  if (state === "stopped") {
    return html`<div id="keeping" class="keeping action-bar">
      <p role="status" class="with-icon">${icon("info")}<span>${text("keeping-stopped", { kept, all })}</span></p>
      <button type="button" id="keep-pdfs" class="secondary-action" @click=${() => keepPdfs(wizard, own, true)}>${icon("save")}${text("keeping-go-on")}</button>
    </div>`;
  }
  if (state !== "underWay" || (all - kept < WORTH_TELLING && !own.keepingTold)) return nothing;
  own.keepingTold = true;
  // The figures change often: a screen reader announces the download once, and reads the figures on demand.
  return html`<div id="keeping" class="keeping action-bar">
    <p role="status" class="with-icon">${icon("save")}<span>${text("keeping-under-way")}</span></p>
    <div class="keeping-line">
      <progress max=${all} .value=${kept} aria-labelledby="keeping-figures"></progress>
      <span id="keeping-figures">${text("keeping-figures", { kept, all })}</span>
      <button type="button" id="stop-keeping" class="secondary-action" @click=${() => api.stopKeepingPdfs()}>${text("stop")}</button>
    </div>
  </div>`;
}
