import "./document-status.css";
import { html } from "lit-html";
import { money } from "../format.js";
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
 * Status in words, with an icon. The colour only repeats it. Says what is left to pay, where that is not the amount of
 * the document.
 * @param {Pick<import("../bindings.ts").DocumentSummary, "status" | "amount" | "left">} document
 */
export function statusMark({ status, amount, left }) {
  const mark = marks[status];
  const words = text(`status-${status}`);
  const said = left > 0 && left !== amount ? text("status-left", { status: words, left: money(left) }) : words;
  return html`<span class="status status-${mark.tone}">${icon(mark.icon)}<span>${said}</span></span>`;
}
