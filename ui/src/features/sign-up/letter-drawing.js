import "../../parts/drawings/drawings.css";
import { html, svg } from "lit-html";
import { text } from "../../text.js";

/** A registration letter, with the place of its code. */
export function letterDrawing() {
  return html`<svg class="art" viewBox="0 0 300 340" role="img" aria-label=${text("drawing-letter")}>
    <path class="ground" d="M24 300c-34-80-12-232 76-268s162-8 184 82 10 150-30 190-202 40-230-4z" />
    <rect class="paper-fill" x="62" y="34" width="180" height="262" rx="4" />
    <rect class="brand-fill" x="80" y="52" width="56" height="12" rx="3" />
    <rect class="faint" x="80" y="72" width="42" height="6" rx="3" />
    <rect class="faint" x="158" y="88" width="62" height="6" rx="3" />
    <rect class="faint" x="158" y="100" width="50" height="6" rx="3" />
    <rect class="faint" x="80" y="130" width="120" height="8" rx="4" />
    <rect class="faint" x="80" y="146" width="138" height="6" rx="3" />
    <rect class="sun-fill" x="72" y="166" width="160" height="50" rx="8" />
    <rect x="80" y="174" width="144" height="34" rx="5" fill="#fff" />
    <g fill="#1b1b1b">
      ${[0, 1, 2, 3].map((group) => [0, 1, 2, 3].map((one) => svg`<rect x=${87 + group * 34 + one * 7.4} y="184" width="5.4" height="14" rx="1.5" />`))}
    </g>
    <rect class="faint" x="80" y="234" width="130" height="6" rx="3" />
    <rect class="faint" x="80" y="248" width="138" height="6" rx="3" />
    <rect class="faint" x="80" y="262" width="84" height="6" rx="3" />
  </svg>`;
}
