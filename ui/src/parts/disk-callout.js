import { html, nothing } from "lit-html";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * R4: callout that the disk keeps nothing new of the documents, or nothing at all.
 * @param {import("../wizard.js").Wizard} wizard
 */
export function diskCallout(wizard) {
  switch (wizard.frame.disk) {
    case "readOnly":
      return callout(text("archive-read-only"));
    case "unusable":
      return callout(text("archive-unusable"));
    default:
      return nothing;
  }
}

/** @param {unknown} said */
function callout(said) {
  return html`<p class="callout with-icon" id="archive-disk">${icon("info")}<span>${said}</span></p>`;
}
