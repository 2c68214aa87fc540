import { text } from "../../text.js";

const ZOOMS = /** @type {const} */ ([75, 100, 125, 150, 200, 300]);
const BEFORE_GIVING_UP = 20_000;

/** Timeout for work of the frame that may never end. */
class Patience {
  #giveUp;
  /** @type {number | undefined} */
  #timer;

  /** @param {() => void} giveUp */
  constructor(giveUp) {
    this.#giveUp = giveUp;
  }

  start() {
    this.end();
    this.#timer = window.setTimeout(this.#giveUp, BEFORE_GIVING_UP);
  }

  end() {
    window.clearTimeout(this.#timer);
  }
}

/**
 * State of the open search; `found` is null before its result.
 * @typedef {{ words: string, found: { count: number, current: number } | null, underWay: boolean }} Finding
 */

/**
 * The page's side of the sandboxed PDF frame (S18). It is prepared while the tenant reads the receipt, and used
 * for one PDF. The frame has an opaque origin and knows only the bytes it is given; both sides talk by
 * `postMessage` alone. The buttons stay outside the frame, so that a hostile PDF cannot draw over them.
 */
export class PdfViewer {
  /** @type {"loading" | "shown" | "failed"} */
  state = "loading";
  page = 1;
  pages = 0;
  zoom = 1;
  /** @type {Finding | null} */
  finding = null;
  /** Resolves to true once {@link prepare} has opened the PDF; to false without it, or when it failed. */
  prepared = Promise.resolve(false);

  #wizard;
  #ready = false;
  /** @type {ArrayBuffer | null} the PDF, until the frame is ready */
  #bytes = null;
  // A PDF that does not open, a page that is not drawn and a search without an end all time out.
  #drawing = new Patience(() => this.#become("failed"));
  #searching = new Patience(() => this.#become("failed"));
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** @type {(event: MessageEvent) => void} */
  #listener = (event) => {
    // The frame's origin is opaque ("null"), so only its window identifies it.
    if (this.#frame && event.source === this.#frame.contentWindow) this.#receive(event.data);
  };
  /** @param {KeyboardEvent} event */
  #keys = (event) => {
    if (!event.ctrlKey || event.key !== "f" || this.#wizard.panel !== null) return;
    event.preventDefault();
    this.openSearch();
  };

  /** @param {import("../../wizard.js").Wizard} wizard */
  constructor(wizard) {
    this.#wizard = wizard;
    window.addEventListener("message", this.#listener);
  }

  /** Draws the PDF in the hidden frame as soon as its bytes are here. @param {Promise<ArrayBuffer>} bytes */
  prepare(bytes) {
    this.prepared = bytes.then(
      (come) => {
        this.open(come);
        return true;
      },
      () => false,
    );
  }

  /** @param {ArrayBuffer} bytes */
  open(bytes) {
    this.#drawing.start();
    this.#bytes = bytes;
    if (this.#ready) this.#handOver(bytes);
  }

  /** Called when the view of this PDF comes on screen. */
  show() {
    document.addEventListener("keydown", this.#keys);
    this.#post({ type: "seen" });
  }

  /** @param {Element | undefined} element */
  attach = (element) => {
    this.#frame = element instanceof HTMLIFrameElement ? element : null;
  };

  close() {
    this.#drawing.end();
    this.#searching.end();
    window.removeEventListener("message", this.#listener);
    document.removeEventListener("keydown", this.#keys);
    this.#bytes = null;
  }

  get zoomPercent() {
    return ZOOMS[this.zoom] ?? 100;
  }

  /** @param {1 | -1} by */
  turnPage(by) {
    this.#turnTo(Math.min(this.pages, Math.max(1, this.page + by)), this.zoom);
  }

  /** @param {1 | -1} by */
  changeZoom(by) {
    this.#turnTo(this.page, Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + by)));
  }

  openSearch() {
    if (this.state === "failed") return;
    this.finding ??= { words: "", found: null, underWay: false };
    this.#wizard.redraw();
    const field = document.getElementById("pdf-words");
    if (field instanceof HTMLInputElement) field.select();
  }

  closeSearch() {
    this.#searching.end();
    this.finding = null;
    this.#post({ type: "find", words: "", step: 1 });
    this.#wizard.redraw();
    document.getElementById("pdf-find")?.focus();
  }

  /**
   * @param {string} words
   * @param {1 | -1} step
   */
  find(words, step) {
    if (this.state !== "shown") return;
    this.finding = { words, found: null, underWay: true };
    this.#searching.start();
    this.#post({ type: "find", words, step });
    this.#wizard.redraw();
  }

  /**
   * @param {number} page
   * @param {number} zoom
   */
  #turnTo(page, zoom) {
    if (this.state !== "shown" || (page === this.page && zoom === this.zoom)) return;
    this.page = page;
    this.zoom = zoom;
    this.#drawing.start();
    this.#post({ type: "show", page, zoom: this.zoomPercent, label: this.#label() });
    this.#wizard.redraw();
  }

  /** @param {unknown} message */
  #receive(message) {
    if (typeof message !== "object" || message === null || !("type" in message)) return;
    if (message.type === "ready") this.#ready = true;
    if (message.type === "ready" && this.#bytes) this.#handOver(this.#bytes);
    if (message.type === "rendered" && "pages" in message && Number.isInteger(message.pages)) {
      this.pages = Number(message.pages);
      this.#become("shown");
    }
    if (message.type === "failed" && this.state !== "failed") this.#become("failed");
    if (message.type === "searching" && this.finding?.underWay) this.#searching.start();
    if (message.type === "found") this.#found(message);
    if (message.type === "key" && "key" in message) this.#pressed(message.key);
  }

  /** @param {ArrayBuffer} bytes */
  #handOver(bytes) {
    this.#bytes = null;
    const { dataset } = document.documentElement;
    // The number of pages is not known yet, so the first page is labelled with the name of the document.
    const look = { contrast: dataset["contrast"] ?? "normal", appearance: dataset["appearance"] ?? "automatic" };
    this.#post({ type: "open", bytes, page: 1, zoom: this.zoomPercent, label: this.#wizard.heading, language: document.documentElement.lang, look }, [bytes]);
  }

  /** @param {object} message */
  #found(message) {
    if (!this.finding || !("words" in message && "count" in message && "current" in message && "page" in message)) return;
    const [count, current, page] = [message.count, message.current, message.page].map(Number);
    if (message.words !== this.finding.words || !Number.isInteger(count) || !Number.isInteger(current) || !Number.isInteger(page)) return;
    this.#searching.end();
    this.finding = { ...this.finding, underWay: false, found: { count: Number(count), current: Number(current) } };
    this.#turnTo(Math.min(this.pages, Math.max(1, Number(page))), this.zoom);
    this.#wizard.redraw();
  }

  /** Handles a shortcut of the window that was pressed inside the frame. @param {unknown} key */
  #pressed(key) {
    if (this.#wizard.panel !== null) return;
    if (key === "find") this.openSearch();
    if (key === "help") this.#wizard.open("help");
    if (key === "back") this.#wizard.back?.();
  }

  /** @param {"shown" | "failed"} state */
  #become(state) {
    this.#drawing.end();
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
  #post(message, transfer = []) {
    // An opaque origin cannot be named as a target. Only the window of this frame gets the message.
    this.#frame?.contentWindow?.postMessage(message, "*", transfer);
  }
}
