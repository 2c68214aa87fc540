import "./action-bar.css";
import { ref } from "lit-html/directives/ref.js";

/** Bars on screen. @type {Set<Element>} */
const bars = new Set();

// It also hears that a bar is gone, or sticks no longer in a lower window.
const sizes = new ResizeObserver(() => {
  for (const bar of bars) {
    if (bar.isConnected) continue;
    bars.delete(bar);
    sizes.unobserve(bar);
  }
  const heights = [...bars].map((bar) => (getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect().height : 0));
  document.documentElement.style.setProperty("--action-bar", `${Math.max(0, ...heights)}px`);
});

/** For each `.action-bar`: the engine scrolls what takes the focus above the bar, and no further (`base.css`). */
export const keepClear = ref((bar) => {
  if (!bar) return;
  bars.add(bar);
  sizes.observe(bar);
});
