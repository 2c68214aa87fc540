import "./print-sheets.css";

/** A frame that says nothing for so long will not say anything any more. */
const BEFORE_GIVING_UP = 30_000;
const A4 = { width: 210, height: 297 };

/**
 * The sheets of paper that the next print takes, and nothing else of the page. The PDF's frame draws them; out here they are only
 * pixels, put on canvases: nothing of the PDF is ever read on this side (S18).
 */
export class PrintSheets {
  /** All sheets are there. @type {Promise<void>} */
  complete;

  #place = document.createElement("section");
  #timer = 0;
  /** @type {() => void} */
  #done = () => {};
  /** @type {(failure: import("../../bindings.ts").Failure) => void} */
  #refuse = () => {};

  constructor() {
    this.complete = new Promise((resolve, reject) => {
      this.#done = resolve;
      this.#refuse = reject;
    });
    this.#place.className = "print-sheets";
    this.#place.setAttribute("aria-hidden", "true");
    document.body.append(this.#place);
    this.#waitForNext();
  }

  /** @param {object} message */
  add(message) {
    if (!("picture" in message && message.picture instanceof ImageBitmap && "pages" in message)) return;
    const { picture } = message;
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.style.width = `${measure(message, "width")}mm`;
    canvas.style.height = `${measure(message, "height")}mm`;
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
    picture.close();
    const sheet = document.createElement("div");
    sheet.className = "print-sheet";
    sheet.append(canvas);
    this.#place.append(sheet);
    this.#waitForNext();
    if (this.#place.childElementCount === message.pages) this.#end(this.#done);
  }

  /** @param {"notPrinted" | "pdfTooLongToPrint"} code */
  fail(code) {
    this.#end(() => this.#refuse({ code, fields: [], retryAt: null, term: null, reference: null, detail: null }));
  }

  discard() {
    this.fail("notPrinted");
    this.#place.remove();
    this.#place.replaceChildren();
  }

  #waitForNext() {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.fail("notPrinted"), BEFORE_GIVING_UP);
  }

  /** @param {() => void} tell */
  #end(tell) {
    window.clearTimeout(this.#timer);
    tell();
  }
}

/**
 * In millimetres, never more than a sheet has.
 * @param {object} message
 * @param {"width" | "height"} side
 */
function measure(message, side) {
  const given = side in message ? Number(/** @type {Record<string, unknown>} */ (message)[side]) : NaN;
  return Number.isFinite(given) && given > 0 ? Math.min(given, A4[side]) : A4[side];
}
