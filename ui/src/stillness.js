/** Keeps the page still under the pointer. */
import { WHOLE_FIELD } from "./arrival.js";

/** Room that messages have left. @type {[HTMLElement, "marginBlockEnd" | "marginBlockStart" | "paddingBlockEnd"][]} */
const kept = [];

/**
 * Keeps everything where it is on screen while the messages above a field and at it go: the next click of the person
 * is for what stood there. {@link letMove} gives the room back.
 * @param {Element} field
 * @param {() => void} change
 */
export function withoutMoving(field, change) {
  const whole = field.closest("fieldset") ?? field.closest(WHOLE_FIELD) ?? field;
  const top = () => document.querySelector("h1")?.getBoundingClientRect().top ?? 0;
  const line = () => field.getBoundingClientRect().top;
  const bottom = () => whole.getBoundingClientRect().bottom;
  const before = { top: top(), line: line(), bottom: bottom() };
  change();
  keepRoom(document.querySelector(".page-nav"), "marginBlockEnd", before.top - top());
  keepRoom(whole.querySelector(".field-line, .choice, textarea"), "marginBlockStart", before.line - line());
  keepRoom(whole, "paddingBlockEnd", before.bottom - bottom());
}

/**
 * @param {Element | null} element
 * @param {(typeof kept)[number][1]} side
 * @param {number} room
 */
function keepRoom(element, side, room) {
  if (!(element instanceof HTMLElement) || room < 1) return;
  element.style[side] = `${parseFloat(getComputedStyle(element)[side]) + room}px`;
  kept.push([element, side]);
}

/** Closes what {@link withoutMoving} has kept open, once the page changes anyway. */
export function letMove() {
  for (const [element, side] of kept.splice(0)) element.style[side] = "";
}
