/**
 * The frame shares its thread with the window around it: drawing that does not let go of it would freeze both (S18). pdf.js draws in slices
 * of some milliseconds, but not inside patterns, where a PDF can ask for billions of strokes. Each of these goes through the canvas, and there
 * a slice that has lasted too long ends.
 */

const MAX_SLICE = 2_000;
/** Looking at the clock takes longer than most strokes. */
const STROKES_BETWEEN_LOOKS = 64;

let begun = performance.now();
let strokes = 0;

/** The thread was free a moment ago. */
export function beginSlice() {
  begun = performance.now();
}

/** From now on a slice of drawing ends by itself. */
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
