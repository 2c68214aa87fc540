/** A paper of the landlord's that is printed at once: it is drawn unseen, in the frame of any PDF (S18), and never kept. */
import * as api from "../../api.js";
import { PdfViewer } from "../../parts/pdf/pdf-viewer.js";

/** @typedef {import("../../parts/pdf/pdf-frame.js").PdfHolder} PdfHolder */

/** @type {import("../../bindings.ts").Failure} */
const notPrinted = { code: "notPrinted", fields: [], retryAt: null, term: null, reference: null, detail: null };

/** @returns {PdfHolder} */
export const noPaper = () => ({ viewer: null, nextViewer: null });

/** What the desk may show something else for from now on. @type {Set<string>} */
const MOVED_ON = new Set(["staffCheckRequired", "sessionEnded"]);

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {PdfHolder} frame
 * @param {() => Promise<ArrayBuffer>} fetchPaper
 * @param {(printed: boolean) => void} done
 */
export function printPaper(wizard, frame, fetchPaper, done) {
  /** @type {import("../../bindings.ts").Step | null} */
  let movedOn = null;
  wizard.attempt({
    work: async () => {
      const bytes = await fetchPaper().catch(async (thrown) => {
        if (!MOVED_ON.has(api.asFailure(thrown).code)) throw thrown;
        const { step } = await api.opening();
        if (step.screen === wizard.step?.screen) throw thrown;
        movedOn = step;
        return null;
      });
      return bytes !== null && printed(wizard, frame, bytes);
    },
    busy: "busy-printing",
    unhurried: true,
    done: (answer) => (movedOn ? wizard.show(movedOn) : done(answer)),
  });
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {PdfHolder} frame
 * @param {ArrayBuffer} bytes
 */
async function printed(wizard, frame, bytes) {
  const viewer = new PdfViewer(wizard);
  frame.nextViewer = viewer;
  wizard.redraw();
  viewer.open(bytes);
  try {
    if ((await viewer.settled) === "failed") throw notPrinted;
    await viewer.layOutSheets();
    return await api.printPaper();
  } finally {
    viewer.discardSheets();
    viewer.close();
    frame.nextViewer = null;
  }
}
