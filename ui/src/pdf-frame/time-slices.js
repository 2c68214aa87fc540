/**
 * Limits how long drawing can block the thread (S18): the frame shares it with the window, and endless drawing
 * would freeze both. pdf.js draws in slices of some milliseconds, but not inside patterns, where a PDF can ask for
 * billions of strokes. Each stroke goes through the canvas, which throws once a slice has lasted too long.
 */

const MAX_SLICE = 2_000;
/** Strokes between two readings of the clock, which takes longer than most strokes. */
const STROKES_BETWEEN_LOOKS = 64;

let begun = performance.now();
let strokes = 0;

/** Restarts the slice: the thread was free a moment ago. */
export function beginSlice() {
  begun = performance.now();
}

/** Makes the methods of the canvas throw once a slice has lasted too long. */
export function boundSlices() {
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) =>
    nextFrame((time) => {
      beginSlice();
      draw(time);
    });
  const methods = /** @type {Record<string, any>} */ (/** @type {unknown} */ (CanvasRenderingContext2D.prototype));
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(CanvasRenderingContext2D.prototype))) {
    if (typeof value !== "function" || name === "constructor") continue;
    methods[name] = /** @this {CanvasRenderingContext2D} @param {any[]} given */ function (...given) {
      strokes += 1;
      if (strokes % STROKES_BETWEEN_LOOKS === 0 && performance.now() - begun > MAX_SLICE) throw new Error("too long at once");
      return value.apply(this, given);
    };
  }
}
