import "./receipts.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { keepClear } from "../../parts/action-bar.js";
import { text } from "../../text.js";
import { keepPdfs } from "./actions.js";

/** Minimum number of missing PDFs for which progress is shown: fewer arrive before anybody can read it. */
const WORTH_SHOWING = 6;

/**
 * Progress of the download of PDFs, while it runs or after *Pause*. It is below the list, so that no row moves.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 */
export function downloadProgress(wizard, own) {
  const { download } = own;
  if (!download) return nothing;
  const { kept, all, state } = download;
  if (state === "stopped") {
    return html`<div id="download" class="download action-bar" ${keepClear}>
      <p role="status">${text("download-stopped", { kept, all })}</p>
      <button type="button" id="keep-pdfs" class="link" @click=${() => keepPdfs(wizard, own, true)}>${text("download-go-on")}</button>
    </div>`;
  }
  if (state !== "underWay" || (all - kept < WORTH_SHOWING && !own.downloadShown)) return nothing;
  own.downloadShown = true;
  // The figures change often: a screen reader announces the download once, and reads the figures on demand.
  return html`<div id="download" class="download action-bar" ${keepClear}>
    <progress max=${all} .value=${kept} aria-labelledby="download-figures"></progress>
    <p role="status">${text("download-under-way")}</p>
    <span id="download-figures">${text("download-figures", { kept, all })}</span>
    <button type="button" id="stop-download" class="link" @click=${() => api.stopKeepingPdfs()}>${text("stop")}</button>
  </div>`;
}
