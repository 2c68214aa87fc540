/** Timeout in milliseconds: a hidden or minimised window gets no animation frames. */
const WITHOUT_A_FRAME = 200;

/**
 * Calls back after the next paint: the first animation frame comes before it, the second after it.
 * @param {() => void} then
 */
export function afterPaint(then) {
  let reported = false;
  const report = () => {
    if (reported) return;
    reported = true;
    then();
  };
  requestAnimationFrame(() => requestAnimationFrame(report));
  setTimeout(report, WITHOUT_A_FRAME);
}
