/** Limits the pixels that a PDF can have drawn (S18): a page of any size is scaled down to the limit. */

/** Maximum pixels of a page, or of a picture in it. */
export const MAX_PIXELS = 16_000_000;
/** Maximum pixels of all canvases in use at once: a page may have layers upon layers. */
const MAX_PIXELS_AT_ONCE = 64_000_000;

/**
 * Pixels for each CSS pixel: as wanted, or fewer to keep the page within `most` pixels.
 * @param {number} most
 * @param {{ width: number, height: number }} size
 * @param {number} wanted
 */
export function densityWithin(most, { width, height }, wanted) {
  return Math.min(wanted, Math.sqrt(most / (width * height)), most / Math.max(width, height));
}

/** @typedef {{ canvas: HTMLCanvasElement | null, context: CanvasRenderingContext2D | null }} Drawing */

/** Creates the canvases on which pdf.js draws layers, masks and patterns. Throws beyond the limits. */
export class BoundedCanvasFactory {
  #pixels = 0;

  /** @param {number} width @param {number} height */
  create(width, height) {
    const canvas = document.createElement("canvas");
    this.#take(canvas, width, height);
    return { canvas, context: canvas.getContext("2d", { willReadFrequently: true }) };
  }

  /** @param {Drawing} drawing @param {number} width @param {number} height */
  reset({ canvas }, width, height) {
    if (!canvas) throw new Error("no canvas");
    this.#give(canvas);
    this.#take(canvas, width, height);
  }

  /** @param {Drawing} drawing */
  destroy(drawing) {
    if (drawing.canvas) this.#give(drawing.canvas);
    drawing.canvas = null;
    drawing.context = null;
  }

  /** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height */
  #take(canvas, width, height) {
    const pixels = width * height;
    if (!(width > 0 && height > 0 && pixels <= MAX_PIXELS && this.#pixels + pixels <= MAX_PIXELS_AT_ONCE)) throw new Error("too many pixels");
    canvas.width = width;
    canvas.height = height;
    this.#pixels += canvas.width * canvas.height;
  }

  /** @param {HTMLCanvasElement} canvas */
  #give(canvas) {
    this.#pixels -= canvas.width * canvas.height;
    canvas.width = canvas.height = 0;
  }
}
