/** Timeout in milliseconds: a hidden or minimised window gets no animation frames. */
const WITHOUT_A_FRAME = 200;

/**
 * Calls back after the next paint: the first animation frame comes before it, the second after it.
 * @param {() => void} then
 */
export function afterPaint(then) {
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    then();
  };
  requestAnimationFrame(() => requestAnimationFrame(tell));
  setTimeout(tell, WITHOUT_A_FRAME);
}
