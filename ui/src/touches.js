/** Tells the shell now and then that somebody is there: after a while without a word it locks (S12). Who is there it decides. */
import { beTouched } from "./api.ts";

const MIN_INTERVAL = 10_000;
const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel", "scroll"];

/** What the PDF's frame passes on: it has keyboard and pointer of its own. */
const FROM_FRAME = "message";

/** @param {import("./wizard.js").Wizard} wizard */
export function tellOfTouches(wizard) {
  let last = -Infinity;
  const touched = () => {
    if (!(wizard.frame.lockable || wizard.counter) || wizard.countdown > 0 || performance.now() - last < MIN_INTERVAL) return;
    last = performance.now();
    beTouched().catch(() => {
      // Untold, it locks the sooner.
    });
  };
  for (const touch of TOUCHES) document.addEventListener(touch, touched, { capture: true, passive: true });
  window.addEventListener(FROM_FRAME, (event) => {
    if (event.data?.type === "touched") touched();
  });
}
