/**
 * Reports activity to the shell, which locks an idle window (S12) and ends an idle visit (S21). The shell holds
 * the timers; where the toolkit shows it what is touched (`src-tauri/touches.rs`), it knows before. A message of the
 * PDF frame is no activity: whoever took it over could keep the window from locking (S18).
 */
import { resetIdleTimer } from "./api.ts";

const MIN_INTERVAL = 10_000;
const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel", "scroll"];

/** @param {import("./wizard.js").Wizard} wizard */
export function tellOfTouches(wizard) {
  let last = -Infinity;
  const touched = (/** @type {Event} */ event) => {
    // At a counter, the countdown asks a question, which a moved mouse does not answer.
    const isAsked = wizard.counter && wizard.countdown.seconds > 0;
    if (!event.isTrusted || !(wizard.frame.lockable || wizard.counter) || isAsked || performance.now() - last < MIN_INTERVAL) return;
    last = performance.now();
    resetIdleTimer().catch(() => {
      // Without this report the shell only locks sooner.
    });
  };
  for (const touch of TOUCHES) document.addEventListener(touch, touched, { capture: true, passive: true });
}
