import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { icon } from "../parts/icon.js";
import { underWay } from "../parts/question-form.js";
import { text } from "../text.js";
import { savePdf } from "./actions.js";

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {import("./pdf-viewer.js").PdfViewer} viewer
 */
export function pdfView(wizard, viewer) {
  /** @type {import("../screens/receipts.js").Local} */
  const own = wizard.local;
  const id = own.document?.id ?? "";
  return html`
    <div class="pdf-tools" role="group" aria-label=${text("pdf-tools")}>
      ${viewer.pages > 1
        ? html`
            <button type="button" id="pdf-previous" class="secondary-action" @click=${() => viewer.turnPage(-1)}>${icon("previous")}${text("pdf-previous")}</button>
            <button type="button" id="pdf-next" class="secondary-action" @click=${() => viewer.turnPage(1)}>${text("pdf-next")}${icon("next")}</button>
          `
        : nothing}
      ${viewer.state === "failed"
        ? nothing
        : html`
            <button type="button" id="pdf-zoom-out" class="secondary-action" @click=${() => viewer.changeZoom(-1)}>${icon("zoomOut")}${text("pdf-smaller")}</button>
            <button type="button" id="pdf-zoom-in" class="secondary-action" @click=${() => viewer.changeZoom(1)}>${icon("zoomIn")}${text("pdf-larger")}</button>
          `}
      <button type="button" id="save-pdf" class="secondary-action" @click=${() => savePdf(wizard, id)}>${icon("save")}${text("pdf-save")}</button>
      <p role="status" class="pdf-state">${own.saved === "saved" ? text("pdf-saved") : state(viewer)}</p>
    </div>
    ${underWay(wizard)}
    ${viewer.state === "failed"
      ? html`<p class="notice" role="alert">${text("failure-pdfUnreadable")}</p>`
      : html`<iframe
          id="pdf-frame"
          class="pdf-frame"
          title=${wizard.heading}
          sandbox="allow-scripts"
          src="pdf.html"
          data-state=${viewer.state}
          ${ref(viewer.attach)}
        ></iframe>`}
  `;
}

/** @param {import("./pdf-viewer.js").PdfViewer} viewer */
function state(viewer) {
  if (viewer.state === "loading") return text("busy-pdf");
  if (viewer.state === "failed") return "";
  return text("pdf-where", { page: viewer.page, pages: viewer.pages, zoom: viewer.zoomPercent });
}
