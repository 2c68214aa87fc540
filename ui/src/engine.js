/**
 * Takes away what the engine offers as a browser and what leads out of the wizard: its menu with *Reload* and *Back*,
 * and Ctrl+A on the whole window. Fields keep both, to cut, copy and paste. At a counter the shell opens no menu at all
 * (S21).
 */

const FIELD = "input, textarea";

export function tameEngine() {
  document.addEventListener("contextmenu", (event) => {
    if (!isInField(event)) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const selectsAll = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a";
    if (selectsAll && !isInField(event)) event.preventDefault();
  });
}

/** @param {Event} event */
const isInField = ({ target }) => target instanceof Element && target.closest(FIELD) !== null;
