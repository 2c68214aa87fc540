import { beginSlice } from "./time-slices.js";

/**
 * What the worker hands over of one page is counted: a PDF of a few bytes can stand for more than any computer holds (S18). A worker
 * that goes beyond is ended, and the PDF counts as unreadable.
 */

/** Drawing orders of a page; a dense map of a town has some hundred thousand. */
const MAX_ORDERS = 1_000_000;
/** Letters of a page. */
const MAX_LETTERS = 4_000_000;
/** Bytes of pictures, shapes and patterns. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Stands between pdf.js and its worker, and looks like one to it. */
export class GovernedPort extends EventTarget {
  #worker;
  #exceeded;
  #left = fullBudget();

  /**
   * @param {Worker} worker
   * @param {() => void} exceeded
   */
  constructor(worker, exceeded) {
    super();
    this.#worker = worker;
    this.#exceeded = exceeded;
    worker.addEventListener("message", (event) => this.#pass(event));
  }

  /** Another page is about to be asked for. */
  beginPage() {
    this.#left = fullBudget();
  }

  /**
   * @param {unknown} message
   * @param {Transferable[]} [transfer]
   */
  postMessage(message, transfer = []) {
    this.#worker.postMessage(message, transfer);
  }

  terminate() {
    this.#worker.terminate();
  }

  /** @param {MessageEvent} event */
  #pass(event) {
    beginSlice();
    const weight = weigh(event.data);
    this.#left.orders -= weight.orders;
    this.#left.letters -= weight.letters;
    this.#left.bytes -= weight.bytes;
    if (Math.min(this.#left.orders, this.#left.letters, this.#left.bytes) < 0) {
      this.#worker.terminate();
      this.#exceeded();
    } else {
      this.dispatchEvent(new MessageEvent("message", { data: event.data }));
    }
  }
}

function fullBudget() {
  return { orders: MAX_ORDERS, letters: MAX_LETTERS, bytes: MAX_BYTES };
}

/** A message of pdf.js: a part of a page's orders or of its text, or a picture. @param {any} message */
function weigh(message) {
  const { chunk, data } = message;
  /** @type {{ str?: string }[]} */
  const items = Array.isArray(chunk?.items) ? chunk.items : [];
  return {
    orders: chunk?.fnArray?.length ?? 0,
    // A piece of text without a letter still takes its place in the page.
    letters: items.reduce((sum, item) => sum + 20 + (item.str?.length ?? 0), 0),
    bytes: bytesOf(chunk?.argsArray, 4) + bytesOf(data, 4),
  };
}

/**
 * The buffers and pictures in a message.
 * @param {any} value
 * @param {number} depth
 * @returns {number}
 */
function bytesOf(value, depth) {
  if (typeof value !== "object" || value === null || depth === 0) return 0;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (value instanceof ImageBitmap) return 4 * value.width * value.height;
  return Object.values(value).reduce((sum, one) => sum + bytesOf(one, depth - 1), 0);
}
