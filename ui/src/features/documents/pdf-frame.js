import "./pdf-frame.css";
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { ref } from "lit-html/directives/ref.js";

/**
 * What a screen keeps of the PDF that it shows, and of the one that is made ready unseen.
 * @typedef {object} PdfHolder
 * @property {import("./pdf-viewer.js").PdfViewer | null} viewer
 * @property {import("./pdf-viewer.js").PdfViewer | null} nextViewer
 */

/**
 * The frame of a PDF. It stands in the page, unseen and as wide as it will be, before its PDF is asked for.
 * Each PDF has a frame of its own: what one left behind, the next does not find.
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {PdfHolder} own
 */
export function pdfFrame(wizard, own) {
  const viewer = own.viewer ?? own.nextViewer;
  if (!viewer || viewer.state === "failed") return nothing;
  return keyed(
    viewer,
    html`<iframe
      id="pdf-frame"
      class=${own.viewer ? "pdf-frame" : "pdf-frame unseen"}
      title=${wizard.heading}
      sandbox="allow-scripts"
      src="pdf.html"
      data-state=${own.viewer ? viewer.state : "unseen"}
      ${ref(viewer.attach)}
    ></iframe>`,
  );
}
