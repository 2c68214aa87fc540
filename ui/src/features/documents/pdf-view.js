import "./pdf-view.css";
import { html, nothing } from "lit-html";
import { icon } from "../../parts/icon.js";
import { busyNotice } from "../../parts/question-form.js";
import { openSavedFile } from "../../parts/saved-file.js";
import { text } from "../../text.js";
import { openPdfElsewhere, printPdf, savePdf } from "./actions.js";
import { doneWords } from "./done-words.js";
import { pdfSearch } from "./pdf-search.js";

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {import("./actions.js").Local} own
 * @param {import("./pdf-viewer.js").PdfViewer} viewer
 */
export function pdfView(wizard, own, viewer) {
  const id = own.document?.id ?? "";
  return html`
    <div class="pdf-tools" role="group" aria-label=${text("pdf-tools")}>
      ${viewer.state === "failed" ? nothing : readingTools(viewer)}
      ${wizard.counter ? nothing : html`<button type="button" id="save-pdf" class="secondary-action" @click=${() => savePdf(wizard, own, id)}>${icon("save")}${text("pdf-save")}</button>`}
      ${viewer.state === "failed"
        ? nothing
        : html`<button type="button" id="print-pdf" class="secondary-action" @click=${() => printPdf(wizard, own, id)}>${icon("print")}${text("pdf-print")}</button>`}
      ${wizard.counter ? nothing : html`<button type="button" id="open-elsewhere" class="secondary-action" @click=${() => openPdfElsewhere(wizard, own, id)}>${icon("elsewhere")}${text("pdf-elsewhere")}</button>`}
    </div>
    ${viewer.finding && viewer.state !== "failed" ? pdfSearch(viewer, viewer.finding) : nothing}
    <div class="pdf-state">
      ${turner(viewer, "pdf-previous", "previous", -1)}
      <p role="status">${state(viewer)}</p>
      ${turner(viewer, "pdf-next", "next", 1)}
      <p role="status" class="success">${doneWords(own.done)}</p>
      ${typeof own.done === "object" ? openSavedFile(wizard) : nothing}
    </div>
    ${busyNotice(wizard)}
    ${viewer.state === "failed" ? html`<p class="callout" role="alert">${text("failure-pdfUnreadable")}</p>` : nothing}
  `;
}

/** @param {import("./pdf-viewer.js").PdfViewer} viewer */
function readingTools(viewer) {
  return html`
    <span class="pdf-tool-group">
      ${tool("pdf-zoom-out", "smaller", "pdf-smaller", () => viewer.changeZoom(-1))}
      <span role="status">${text("pdf-zoom", { zoom: viewer.zoomPercent })}</span>
      ${tool("pdf-zoom-in", "larger", "pdf-larger", () => viewer.changeZoom(1))}
    </span>
    <button
      type="button"
      id="pdf-find"
      class="secondary-action"
      title=${text("pdf-find")}
      aria-expanded=${viewer.finding ? "true" : "false"}
      aria-keyshortcuts="Control+F"
      @click=${() => (viewer.finding ? viewer.closeSearch() : viewer.openSearch())}
    >
      ${icon("search")}<span class="visually-hidden">${text("pdf-find")}</span>
    </button>
  `;
}

/**
 * A button that leads to another page, on one side of the number of the page.
 * @param {import("./pdf-viewer.js").PdfViewer} viewer
 * @param {"pdf-previous" | "pdf-next"} name
 * @param {"previous" | "next"} iconName
 * @param {1 | -1} by
 */
function turner(viewer, name, iconName, by) {
  return viewer.state === "shown" && viewer.pages > 1 ? tool(name, iconName, name, () => viewer.turnPage(by)) : nothing;
}

/**
 * A tool that is drawn as its icon, so that all tools stand in one row. The words beside it say what it changes: no
 * tooltip covers them.
 * @param {string} id
 * @param {import("../../parts/icon.js").IconName} iconName
 * @param {"pdf-previous" | "pdf-next" | "pdf-smaller" | "pdf-larger"} name
 * @param {() => void} use
 */
function tool(id, iconName, name, use) {
  return html`<button type="button" id=${id} class="secondary-action" @click=${use}>${icon(iconName)}<span class="visually-hidden">${text(name)}</span></button>`;
}

/** @param {import("./pdf-viewer.js").PdfViewer} viewer */
function state(viewer) {
  if (viewer.state === "loading") return text("busy-pdf");
  if (viewer.state === "failed") return "";
  return text("pdf-page", { page: viewer.page, pages: viewer.pages });
}
