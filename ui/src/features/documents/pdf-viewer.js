import { text } from "../../text.js";

const ZOOMS = /** @type {const} */ ([75, 100, 125, 150, 200, 300]);
const BEFORE_GIVING_UP = 20_000;

/** Waits for what may never end. */
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

/** What the search shows: null while it is closed. @typedef {{ words: string, found: { count: number, current: number } | null, underWay: boolean }} Finding */

/**
 * The page's side of the sandboxed PDF frame (S18), made ready while the receipt is read, and used for one PDF. The frame has an opaque origin and knows nothing but the bytes it is given;
 * the buttons stay out here, so that a hostile PDF cannot draw over them. The two talk by `postMessage` alone.
 */
export class PdfViewer {
  /** @type {"loading" | "shown" | "failed"} */
  state = "loading";
  page = 1;
  pages = 0;
  zoom = 1;
  /** @type {Finding | null} */
  finding = null;
  /** Whether the PDF was given before anybody asked to see it. */
  prepared = Promise.resolve(false);

  #wizard;
  #ready = false;
  /** @type {ArrayBuffer | null} what waits for the frame to be ready */
  #bytes = null;
  // A page or a search that never ends is given up like a PDF that never opens.
  #drawing = new Patience(() => this.#become("failed"));
  #searching = new Patience(() => this.#become("failed"));
  /** @type {HTMLIFrameElement | null} */
  #frame = null;
  /** @type {(event: MessageEvent) => void} */
  #listener = (event) => {
    // The frame's origin is opaque ("null"): the window that speaks is what tells it apart.
    if (this.#frame && event.source === this.#frame.contentWindow) this.#hear(event.data);
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

  /** Draws the PDF unseen as soon as it has come. @param {Promise<ArrayBuffer>} bytes */
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

  /** Its view is the one on screen from now on. */
  show() {
    document.addEventListener("keydown", this.#keys);
    this.#say({ type: "seen" });
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
    this.#say({ type: "find", words: "", step: 1 });
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
    this.#say({ type: "find", words, step });
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
    this.#say({ type: "show", page, zoom: this.zoomPercent, label: this.#label() });
    this.#wizard.redraw();
  }

  /** @param {unknown} message */
  #hear(message) {
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
    // How many pages there are is not known yet: the first is named after the document.
    const look = { contrast: dataset["contrast"] ?? "normal", appearance: dataset["appearance"] ?? "automatic" };
    this.#say({ type: "open", bytes, page: 1, zoom: this.zoomPercent, label: this.#wizard.heading, language: document.documentElement.lang, look }, [bytes]);
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

  /** A key of the window, pressed while the focus was in the frame. @param {unknown} key */
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
  #say(message, transfer = []) {
    // An opaque origin cannot be named as a target; nothing but this frame's own window gets the message.
    this.#frame?.contentWindow?.postMessage(message, "*", transfer);
  }
}
