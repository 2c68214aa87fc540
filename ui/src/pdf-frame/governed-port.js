import { beginSlice } from "./time-slices.js";

/**
 * Counts what the worker delivers of one page: a PDF of a few bytes can expand to more than any computer holds
 * (S18). A worker that exceeds a limit is terminated, and the PDF counts as unreadable.
 */

/** Maximum drawing orders of a page; a dense map of a town has some hundred thousand. */
const MAX_ORDERS = 1_000_000;
/** Maximum characters of a page. */
const MAX_CHARACTERS = 4_000_000;
/** Maximum bytes of pictures, shapes and patterns of a page. */
const MAX_BYTES = 256 * 1024 * 1024;

/** Proxy between pdf.js and its worker, with the interface of a worker. */
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

  /** Resets the count, before another page is requested. */
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
    this.#left.characters -= weight.characters;
    this.#left.bytes -= weight.bytes;
    if (Math.min(this.#left.orders, this.#left.characters, this.#left.bytes) < 0) {
      this.#worker.terminate();
      this.#exceeded();
    } else {
      this.dispatchEvent(new MessageEvent("message", { data: event.data }));
    }
  }
}

function fullBudget() {
  return { orders: MAX_ORDERS, characters: MAX_CHARACTERS, bytes: MAX_BYTES };
}

/** Weighs a message of pdf.js: a part of a page's orders or of its text, or a picture. @param {any} message */
function weigh(message) {
  const { chunk, data } = message;
  /** @type {{ str?: string }[]} */
  const items = Array.isArray(chunk?.items) ? chunk.items : [];
  return {
    orders: chunk?.fnArray?.length ?? 0,
    // Each piece of text counts as 20 more: even an empty piece takes an element of the page.
    characters: items.reduce((sum, item) => sum + 20 + (item.str?.length ?? 0), 0),
    bytes: bytesOf(chunk?.argsArray, 4) + bytesOf(data, 4),
  };
}

/**
 * Bytes of the buffers and pictures in a part of a message, at most `depth` levels deep.
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
