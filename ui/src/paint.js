/** Timeout in milliseconds: a hidden or minimised window gets no animation frames. */
const WITHOUT_A_FRAME = 200;

/**
 * Calls back after the next paint: the first animation frame comes before it, the second after it.
 * @param {() => void} work
 */
export function afterPaint(work) {
  let called = false;
  const callOnce = () => {
    if (called) return;
    called = true;
    work();
  };
  requestAnimationFrame(() => requestAnimationFrame(callOnce));
  setTimeout(callOnce, WITHOUT_A_FRAME);
}
