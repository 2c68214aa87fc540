import "./pdf-frame.css";
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { ref } from "lit-html/directives/ref.js";

/**
 * Viewers of a screen: of the PDF that it shows, and of the one prepared in a hidden frame.
 * @typedef {object} PdfHolder
 * @property {import("./pdf-viewer.js").PdfViewer | null} viewer
 * @property {import("./pdf-viewer.js").PdfViewer | null} nextViewer
 */

/**
 * The frame of a PDF. It is in the page before its PDF is opened, hidden and in its final width.
 * Each PDF has a frame of its own, and cannot find anything that another one left behind (S18).
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
