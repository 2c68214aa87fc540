import "./drawings.css";
import { html, svg } from "lit-html";
import { text } from "../../text.js";

/** A receipt, with the place of the tenant code at its top right. */
export function receiptDrawing() {
  return html`<svg class="art" viewBox="0 0 300 330" role="img" aria-label=${text("drawing-receipt")}>
    <path class="ground" d="M22 300c-26-70-6-212 60-262s164-26 196 52 14 178-34 214-196 66-222-4z" />
    <path class="paper-fill" d="M40 22h220v272l-18.3 14-18.3-14-18.3 14-18.3-14-18.3 14-18.3-14-18.3 14-18.3-14-18.3 14-18.3-14-18.3 14-18.3-14z" />
    <rect class="brand-fill" x="60" y="44" width="34" height="34" rx="8" />
    <path class="on-brand" d="M67 62l10-9 10 9v10h-7v-7h-6v7h-7z" />
    <rect class="faint" x="60" y="90" width="62" height="8" rx="4" />
    <rect class="faint" x="60" y="105" width="44" height="8" rx="4" />
    <rect class="sun-fill" x="134" y="38" width="112" height="62" rx="10" />
    <rect x="139" y="43" width="102" height="52" rx="6" fill="#fff" />
    <text x="190" y="61" text-anchor="middle" font-size="12.5" class="on-white">${text("tenant-code-label")}</text>
    <text x="190" y="77" text-anchor="middle" font-size="11" class="on-white figures">123 456 789</text>
    <text x="190" y="90" text-anchor="middle" font-size="11" class="on-white figures">012 345</text>
    <text x="60" y="146" font-size="15">${text("drawing-receipt-title")}</text>
    ${[164, 188, 212].map(
      (y) => svg`<rect class="faint" x="60" y=${y} width="110" height="8" rx="4" /><rect class="faint" x="206" y=${y} width="34" height="8" rx="4" />`,
    )}
    <path class="line" d="M60 238h180" />
    <rect class="faint" x="60" y="254" width="70" height="10" rx="5" />
    <rect class="brand-fill" x="190" y="254" width="50" height="10" rx="5" />
    <path class="brand-line" d="M284 150c6-24-4-50-28-58" />
    <path class="brand-line" d="M270 88l-15 3 6 14" />
  </svg>`;
}

/** The same, small and without words, for a list. */
export function smallReceiptDrawing() {
  return html`<svg class="art" viewBox="0 0 100 100" aria-hidden="true">
    <circle class="ground" cx="50" cy="50" r="48" />
    <path class="paper-fill" d="M26 14h48v66l-6 5-6-5-6 5-6-5-6 5-6-5-6 5-6-5z" />
    <rect class="sun-fill" x="49" y="21" width="20" height="13" rx="3" />
    <rect class="brand-fill" x="32" y="21" width="11" height="11" rx="3" />
    <path class="line" d="M33 44h34M33 54h34M33 66h16" />
    <path class="brand-line" d="M60 66h7" />
  </svg>`;
}
