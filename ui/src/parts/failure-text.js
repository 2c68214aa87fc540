import { money, monthOf, timeOfDay } from "../format.js";
import { text } from "../text.js";

/** @param {import("../bindings.ts").FieldFailure} failure */
export function fieldMessage({ code, count, suggestion, bound }) {
  return text(`failure-${code}`, { count: count ?? 0, suggestion: suggestion ?? "", bound: money(bound ?? 0), month: "", ...noTime, ...noAddress });
}

/** @param {import("../bindings.ts").Failure} failure */
export function screenMessage({ code, retryAt, term, address }) {
  return text(`failure-${code}`, {
    count: 0,
    suggestion: "",
    bound: "",
    month: term ? monthOf(term) : "",
    ...(retryAt ? { time: timeOfDay(retryAt), timed: "yes" } : noTime),
    ...(address ? { address: withoutScheme(address), addressed: "yes" } : noAddress),
  });
}

/** The address of a page as people read it. @param {string} address */
export const withoutScheme = (address) => address.replace(/^https:\/\//, "");

const noTime = { time: "", timed: "no" };
const noAddress = { address: "", addressed: "no" };
