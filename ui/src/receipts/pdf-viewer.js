import { text } from "../text.js";

const ZOOMS = /** @type {const} */ ([75, 100, 125, 150, 200, 300]);
const BEFORE_GIVING_UP = 20_000;

/**
 * The page's side of the sandboxed PDF frame (S18). The frame has an opaque origin and knows nothing but the bytes it is given;
 * the buttons stay out here, so that a hostile PDF cannot draw over them. The two talk by `postMessage` alone.
 */
export class PdfViewer {
  /** @type {"loading" | "shown" | "failed"} */
  state = "loading";
  page = 1;
  pages = 0;
  zoom = 1;

  #wizard;
  /** @type {ArrayBuffer | null} null once given to the frame */
  #bytes;
  #timer;
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** @type {(event: MessageEvent) => void} */
  #listener = (event) => {
    // The frame's origin is opaque ("null"): the window that speaks is what tells it apart.
    if (this.#frame && event.source === this.#frame.contentWindow) this.#hear(event.data);
  };

  /**
   * @param {import("../wizard.js").Wizard} wizard
   * @param {ArrayBuffer} bytes
   */
  constructor(wizard, bytes) {
    this.#wizard = wizard;
    this.#bytes = bytes;
    this.#timer = window.setTimeout(() => this.#become("failed"), BEFORE_GIVING_UP);
    window.addEventListener("message", this.#listener);
  }

  /** @param {Element | undefined} element */
  attach = (element) => {
    this.#frame = element instanceof HTMLIFrameElement ? element : null;
  };

  close() {
    window.clearTimeout(this.#timer);
    window.removeEventListener("message", this.#listener);
    this.#bytes = null;
  }

  get zoomPercent() {
    return ZOOMS[this.zoom] ?? 100;
  }

  /** @param {1 | -1} by */
  turnPage(by) {
    this.#show(Math.min(this.pages, Math.max(1, this.page + by)), this.zoom);
  }

  /** @param {1 | -1} by */
  changeZoom(by) {
    this.#show(this.page, Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + by)));
  }

  /**
   * @param {number} page
   * @param {number} zoom
   */
  #show(page, zoom) {
    if (this.state !== "shown" || (page === this.page && zoom === this.zoom)) return;
    this.page = page;
    this.zoom = zoom;
    this.#say({ type: "show", page, zoom: this.zoomPercent, label: this.#label() });
    this.#wizard.redraw();
  }

  /** @param {unknown} message */
  #hear(message) {
    if (typeof message !== "object" || message === null || !("type" in message)) return;
    if (message.type === "ready" && this.#bytes) {
      const bytes = this.#bytes;
      this.#bytes = null;
      const { dataset } = document.documentElement;
      // How many pages there are is not known yet: the first is named after the document.
      const look = { contrast: dataset["contrast"] ?? "normal", appearance: dataset["appearance"] ?? "automatic" };
      this.#say({ type: "open", bytes, page: 1, zoom: this.zoomPercent, label: this.#wizard.heading, language: document.documentElement.lang, look }, [bytes]);
    }
    if (message.type === "rendered" && "pages" in message && Number.isInteger(message.pages)) {
      this.pages = Number(message.pages);
      this.#become("shown");
    }
    if (message.type === "failed" && this.state === "loading") this.#become("failed");
  }

  /** @param {"shown" | "failed"} state */
  #become(state) {
    window.clearTimeout(this.#timer);
    this.state = state;
    this.#wizard.redraw();
  }

  #label() {
    return text("pdf-page", { page: this.page, pages: this.pages });
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {Transferable[]} [transfer]
   */
  #say(message, transfer = []) {
    // An opaque origin cannot be named as a target; nothing but this frame's own window gets the message.
    this.#frame?.contentWindow?.postMessage(message, "*", transfer);
  }
}
