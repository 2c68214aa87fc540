import { money, monthOf, timeOfDay } from "../format.js";
import { text } from "../text.js";

/** @param {import("../bindings.ts").FieldFailure} failure */
export function fieldMessage({ code, count, suggestion, bound }) {
  return text(`failure-${code}`, { count: count ?? 0, suggestion: suggestion ?? "", bound: money(bound ?? 0), month: "", ...noTime });
}

/** @param {import("../bindings.ts").Failure} failure */
export function screenMessage({ code, retryAt, term }) {
  return text(`failure-${code}`, { count: 0, suggestion: "", bound: "", month: term ? monthOf(term) : "", ...(retryAt ? { time: timeOfDay(retryAt), timed: "yes" } : noTime) });
}

const noTime = { time: "", timed: "no" };
