/**
 * Formats money, dates, times and sizes in the language of the window. `formats.ftl` holds what differs between
 * languages. `Intl` is not used: creating each formatter takes milliseconds, which would delay the first screen. A
 * test compares the results with `Intl`.
 */
import { text } from "./text.js";

/** @param {number} cents */
export function money(cents) {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  const euros = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, text("format-thousands"));
  // A minus sign: a line may break after a hyphen.
  const sign = cents < 0 ? "\u2212" : "";
  // One argument: a language from right to left swaps the parts of a number in two (UAX 9).
  return text("format-money", { figure: `${sign}${euros}${text("format-decimal")}${digits.slice(-2)}` });
}

/**
 * "2026-08-01" → « 1er août 2026 ». No line ends between day and month.
 * @param {string} isoDate
 */
export function date(isoDate) {
  const [year, month, day] = isoDate.split("-").map(Number);
  return dayInWords(Number(year), Number(month), Number(day));
}

/**
 * "2026-07" → « juillet 2026 ».
 * @param {string} term
 */
export function monthOf(term) {
  const [year, month] = term.split("-").map(Number);
  return text("format-month-of-year", { month: monthName(Number(month)), year: String(year) });
}

/** « juillet » @param {number} month 1 to 12 */
export const monthName = (month) => text(`month-${month}`);

/** @param {string} words */
export function capitalised(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * An instant → « 12 juillet 2026 à 14 h 05 », in local time.
 * @param {string} instant RFC 3339
 */
export function moment(instant) {
  return text("format-moment", { day: dayOf(instant), time: timeOfDay(instant) });
}

/**
 * An instant → « 12 juillet 2026 », in local time.
 * @param {string} instant RFC 3339
 */
export function dayOf(instant) {
  const at = new Date(instant);
  return dayInWords(at.getFullYear(), at.getMonth() + 1, at.getDate());
}

/**
 * How long ago an instant was, in days of local time. Tomorrow counts as today: the landlord's clock may be ahead.
 * @param {string} instant RFC 3339
 * @param {Date} [now]
 * @returns {"today" | "yesterday" | "earlier"}
 */
export function daysBack(instant, now = new Date()) {
  const days = (dayHere(now) - dayHere(new Date(instant))) / 86_400_000;
  // This computer's clock is far behind. `earlier` makes the sentence show the date.
  if (days < -1) return "earlier";
  if (days <= 0) return "today";
  return days === 1 ? "yesterday" : "earlier";
}

/**
 * An instant → « 14 h 32 », or « 14 h » on the hour, in local time.
 * @param {string} instant RFC 3339
 */
export function timeOfDay(instant) {
  const at = new Date(instant);
  const minutes = at.getMinutes();
  const hour = String(at.getHours());
  return minutes === 0 ? text("format-hour", { hour }) : text("format-time", { hour, minutes: String(minutes).padStart(2, "0") });
}

/** Hundredths of a square metre → « 64,5 m² ». @param {number} hundredths */
export function squareMetres(hundredths) {
  const figure = (hundredths / 100).toFixed(2).replace(/\.?0+$/, "");
  return text("format-square-metres", { figure: decimal(figure) });
}

/** Replaces the decimal point by the decimal separator of the language. @param {string} figure */
const decimal = (figure) => figure.replace(".", text("format-decimal"));

/** @param {number} figure */
const inTenths = (figure) => decimal(String(Math.round(figure * 10) / 10));

/** @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1_000_000) return text("format-kilobytes", { figure: String(Math.max(1, Math.round(bytes / 1000))) });
  if (bytes < 1_000_000_000) return text("format-megabytes", { figure: inTenths(bytes / 1_000_000) });
  return text("format-gigabytes", { figure: inTenths(bytes / 1_000_000_000) });
}

/**
 * A mask such as 06*****61 → « 06 •• •• •• 61 », with one dot for each hidden digit.
 * The number of stars does not matter: a French number has ten digits.
 * @param {import("./bindings.ts").MaskedPhone} mask
 */
export function maskedPhone({ firstDigits, lastDigits }) {
  const hidden = Math.max(0, 10 - firstDigits.length - lastDigits.length);
  return inGroups(firstDigits + "•".repeat(hidden) + lastDigits, 2);
}

/**
 * The last digits of a remembered tenant code → « ••• ••• ••• ••• 345 ».
 * @param {string} end
 * @param {number} [length]
 */
export function maskedTenantCode(end, length = 15) {
  return inGroups("•".repeat(Math.max(0, length - end.length)) + end, 3);
}

/**
 * @param {string} characters
 * @param {number} size
 */
function inGroups(characters, size) {
  return (characters.match(new RegExp(`.{1,${size}}`, "gu")) ?? []).join("\u00a0");
}

/** The local date as a midnight in UTC, in milliseconds, so that every day has 24 hours. @param {Date} at */
const dayHere = (at) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());

/**
 * @param {number} year
 * @param {number} month 1 to 12
 * @param {number} day
 */
const dayInWords = (year, month, day) => {
  const words = { month: monthName(month), year: String(year) };
  // The day is passed as text: Fluent formats a number with `Intl`.
  return day === 1 ? text("format-first-day", words) : text("format-day", { day: String(day), ...words });
};

/**
 * Whether a term's month takes « d’ » instead of « de »: « d’août 2026 », « de juillet 2026 ».
 * @param {string} term
 */
export function startsWithVowel(term) {
  return /^[aeiouyhéèêâîôû]/i.test(monthOf(term));
}

/** Makes the spaces of « 14 h 30 » and « 14 h à 17 h » non-breaking. @param {string} hours */
export const unbrokenHours = (hours) =>
  hours.replace(/(\d) h\b(?: (\d))?/g, (_, before, after) => `${before}\u00a0h${after ? `\u00a0${after}` : ""}`).replace(/(?<=\u00a0h(?:\u00a0\d+)?) à (?=\d)/g, "\u00a0à\u00a0");
