import { WHOLE_FIELD } from "./arrival.js";

/**
 * F1 opens the help, Alt+← goes back, Tab goes around. The browser handles Esc (dialogs) and Enter (forms).
 * @param {import("./wizard.js").Wizard} wizard
 */
export function listenToKeys(wizard) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F1") {
      event.preventDefault();
      if (wizard.panel === null) wizard.open("help");
    }
    if (event.key === "ArrowLeft" && event.altKey) {
      event.preventDefault();
      if (wizard.panel === null) wizard.back?.();
    }
    if (isTab(event) && !event.altKey && !event.ctrlKey && !event.defaultPrevented) goAround(event);
  });
  // The browser brings the control alone into view: its hint would stay under the bar of the main button.
  document.addEventListener("keyup", (event) => {
    if (isTab(event)) document.activeElement?.closest(WHOLE_FIELD)?.scrollIntoView({ block: "nearest" });
  });
}

/** X11 names the key otherwise while Shift is held. @param {KeyboardEvent} event */
const isTab = (event) => event.key === "Tab" || event.code === "Tab";

/**
 * Leads from the last control to the first one, and back. Otherwise the toolkit takes the focus out of the page for
 * one press, and nothing on screen shows it.
 * @param {KeyboardEvent} event
 */
function goAround(event) {
  const stops = tabStops();
  const from = document.activeElement;
  if (!from || stops.length === 0) return;
  // The page itself comes before all it holds.
  const ahead = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const goesOn = stops.some((stop) => !isSameStop(stop, from) && !stop.contains(from) && from.compareDocumentPosition(stop) & ahead);
  if (goesOn) return;
  event.preventDefault();
  stops.at(event.shiftKey ? -1 : 0)?.focus();
}

/** What the Tab key stops at. Of radio buttons, the chosen one takes the key, or else the first. */
function tabStops() {
  const shownIn = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
  const all = /** @type {NodeListOf<HTMLElement>} */ (shownIn.querySelectorAll("a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, iframe, [tabindex='0']"));
  const usable = [...all].filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }));
  return usable.filter((one) => {
    if (!isRadio(one)) return true;
    const group = usable.filter((other) => isSameStop(other, one));
    return one === (group.find((other) => isRadio(other) && other.checked) ?? group[0]);
  });
}

/** @param {Element} one @returns {one is HTMLInputElement} */
const isRadio = (one) => one instanceof HTMLInputElement && one.type === "radio";

/** @param {Element} one @param {Element} other */
const isSameStop = (one, other) => one === other || (isRadio(one) && isRadio(other) && one.name === other.name);
