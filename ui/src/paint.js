/** A window that is hidden or minimised gets no frame at all. */
const WITHOUT_A_FRAME = 200;

/**
 * Two animation frames: the first is asked for before the paint, the second comes after it; a timer stands by.
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
