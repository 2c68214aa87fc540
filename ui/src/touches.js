/**
 * Reports activity to the shell, which locks an idle window (S12) and ends an idle visit (S21). The shell holds
 * the timers.
 */
import { resetIdleTimer } from "./api.ts";

const MIN_INTERVAL = 10_000;
const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel", "scroll"];

/** Event by which the PDF frame reports activity: its keys and pointer events do not reach this document. */
const FROM_FRAME = "message";

/** @param {import("./wizard.js").Wizard} wizard */
export function tellOfTouches(wizard) {
  let last = -Infinity;
  const touched = () => {
    if (!(wizard.frame.lockable || wizard.counter) || wizard.countdown > 0 || performance.now() - last < MIN_INTERVAL) return;
    last = performance.now();
    resetIdleTimer().catch(() => {
      // Without this report the shell only locks sooner.
    });
  };
  for (const touch of TOUCHES) document.addEventListener(touch, touched, { capture: true, passive: true });
  window.addEventListener(FROM_FRAME, (event) => {
    if (event.data?.type === "touched") touched();
  });
}
