import { html, nothing } from "lit-html";
import { icon } from "./icon.js";

/**
 * Says that what was asked for is done. It is announced, though the focus is elsewhere.
 * @param {string} id
 * @param {string} words nothing is said where they are empty
 */
export function doneCallout(id, words) {
  return html`<div role="status">${words ? html`<p id=${id} class="callout done-callout with-icon">${icon("check")}<span>${words}</span></p>` : nothing}</div>`;
}
