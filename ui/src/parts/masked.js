/** Partly known values: dots on screen, words for a screen reader. */
import { html } from "lit-html";
import { maskedTenantCode } from "../format.js";
import { text } from "../text.js";

/** A tenant code of which only the last digits are known. @param {string} end */
export function maskedCode(end) {
  return html`<span class="masked" aria-hidden="true">${maskedTenantCode(end)}</span>
    <span class="visually-hidden">${text("tenant-code-end-aloud", { end })}</span>`;
}

/** How a masked telephone number is read aloud. @param {import("../bindings.ts").MaskedPhone} mask */
export function phoneAloud({ firstDigits, lastDigits }) {
  return html`<span class="visually-hidden">${text("phone-mask-aloud", { first: firstDigits, last: lastDigits })}</span>`;
}
