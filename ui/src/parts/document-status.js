import "./document-status.css";
import { html } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/** @type {Record<import("../bindings.ts").DocumentStatus, { icon: import("./icon.js").IconName, tone: "success" | "due" | "error" }>} */
const marks = {
  paid: { icon: "check", tone: "success" },
  settled: { icon: "check", tone: "success" },
  partlyPaid: { icon: "clock", tone: "due" },
  due: { icon: "clock", tone: "due" },
  overdue: { icon: "alert", tone: "error" },
  forInformation: { icon: "info", tone: "due" },
};

/**
 * Says that a document does not count any more, instead of whether it is paid.
 * @param {import("../bindings.ts").DocumentValidity} validity
 */
export function validityMark(validity) {
  return html`<span class="status status-due">${icon("info")}<span>${text(`validity-${validity}`)}</span></span>`;
}

/**
 * Status in words, with an icon. The colour only repeats it.
 * @param {import("../bindings.ts").DocumentStatus} status
 */
export function statusMark(status) {
  const mark = marks[status];
  return html`<span class="status status-${mark.tone}">${icon(mark.icon)}<span>${text(`status-${status}`)}</span></span>`;
}
