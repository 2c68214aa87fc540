/** Where a person is led: on a new screen, and to what is wrong after a failure. */
import { answeredBy, fieldIds, firstField, onlyField } from "./field-ids.js";

/** A question with its label, hint and message. */
export const WHOLE_FIELD = ".field, .check, fieldset";

/**
 * Moves the focus to the field that a question begins with, and returns true. Elsewhere to the heading, also where
 * the field is out of sight: in large letters, the question comes first.
 */
export function arrive() {
  window.scrollTo(0, 0);
  const first = firstField();
  const field = first && first.getBoundingClientRect().bottom <= window.innerHeight ? first : null;
  (field ?? document.querySelector("h1"))?.focus({ preventScroll: true });
  if (field) uncover(field);
  return field !== null;
}

/**
 * Returns the field to lead to after a failure: the only one that the screen asks for, if it is wrong. Its message
 * stands beside it, and is announced; what is typed next is not lost. Else null: the summary tells what is wrong.
 * @param {import("./bindings.ts").Failure} failure
 */
export function fieldToCorrect({ fields }) {
  const field = onlyField();
  const isTheFault = fields.length > 0 && fields.every((one) => fieldIds[one.field] === field?.id && !(one.code in answeredBy));
  return isTheFault ? field : null;
}

/**
 * Leads to the field to correct, or to the summary, with the first wrong field in sight.
 * @param {HTMLInputElement | HTMLTextAreaElement | null} field
 * @param {import("./bindings.ts").Failure} failure
 */
export function leadToFailure(field, { fields: [wrong] }) {
  window.scrollTo(0, 0);
  if (field) {
    field.focus({ preventScroll: true });
    // The code of another message replaces a wrong one whole.
    if (field.autocomplete === "one-time-code") field.select();
    uncover(field);
    return;
  }
  const summary = document.getElementById("error-summary");
  summary?.focus({ preventScroll: true });
  if (summary && wrong) uncover(document.getElementById(fieldIds[wrong.field]), summary);
}

/**
 * Scrolls no further than needed to bring a question out from under the bar of the main button.
 * @param {Element | null} field
 * @param {Element} [kept] what has to stay in sight above; without room for both, nothing is scrolled
 */
function uncover(field, kept) {
  const whole = field?.closest(WHOLE_FIELD);
  if (!whole) return;
  const covered = whole.getBoundingClientRect().bottom - lowestInSight();
  const room = kept ? kept.getBoundingClientRect().top - highestInSight() : Infinity;
  if (covered > 0 && covered <= room) window.scrollBy(0, covered);
}

/** Where the bar of the main button begins, or the window ends. */
function lowestInSight() {
  const bar = document.querySelector(".action-bar");
  return bar && isSticky(bar) ? Math.min(bar.getBoundingClientRect().top, window.innerHeight) : window.innerHeight;
}

/** Where the bar at the top of the window ends. */
function highestInSight() {
  const bar = document.querySelector(".top-bar");
  return bar && isSticky(bar) ? bar.getBoundingClientRect().bottom : 0;
}

/** @param {Element} bar */
const isSticky = (bar) => getComputedStyle(bar).position === "sticky";
