import { html } from "lit-html";
import { icon } from "../../parts/icon.js";
import { text } from "../../text.js";

/**
 * The search inside the PDF. Enter goes to the next match, Esc closes the search.
 * @param {import("./pdf-viewer.js").PdfViewer} viewer
 * @param {import("./pdf-viewer.js").Finding} finding
 */
export function pdfSearch(viewer, finding) {
  const words = () => {
    const field = document.getElementById("pdf-words");
    return field instanceof HTMLInputElement ? field.value.trim() : "";
  };
  /** @param {Event} event */
  const submitted = (event) => {
    event.preventDefault();
    viewer.find(words(), 1);
  };
  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    viewer.closeSearch();
  };
  return html`
    <search class="pdf-search" @keydown=${pressed}>
      <form novalidate @submit=${submitted}>
        <div class="field">
          <label for="pdf-words">${text("pdf-words")}</label>
          <input id="pdf-words" type="text" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="pdf-found" />
        </div>
        <button type="submit" id="pdf-find-next" class="secondary-action">${icon("down")}${text("pdf-find-next")}</button>
        <button type="button" id="pdf-find-previous" class="secondary-action" @click=${() => viewer.find(words(), -1)}>${icon("up")}${text("pdf-find-previous")}</button>
        <button type="button" id="pdf-find-close" class="quiet" @click=${() => viewer.closeSearch()}>${icon("close")}${text("close")}</button>
      </form>
      <p role="status" id="pdf-found">${outcome(finding)}</p>
    </search>
  `;
}

/** @param {import("./pdf-viewer.js").Finding} finding */
function outcome({ words, found, underWay }) {
  if (underWay) return text("pdf-finding");
  if (!found) return "";
  return words === "" ? text("pdf-find-nothing-typed") : text("pdf-found", found);
}
