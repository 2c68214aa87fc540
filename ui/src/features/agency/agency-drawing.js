import "../../parts/drawings/drawings.css";
import { html, svg } from "lit-html";

/** The agency: a shop front under its awning. */
export function agencyDrawing() {
  return html`<svg class="art" viewBox="0 0 300 300" aria-hidden="true">
    <path class="ground" d="M20 262c-28-70 0-196 74-226s150 0 174 68 16 130-24 158z" />
    <rect class="paper-fill" x="52" y="78" width="196" height="184" rx="6" />
    <rect class="brand-fill" x="104" y="48" width="92" height="38" rx="8" />
    <path class="on-brand" d="M136 70l14-12 14 12v10h-10v-8h-8v8h-10z" />
    ${[0, 1, 2, 3, 4, 5, 6].map((i) => svg`<path class=${i % 2 ? "faint" : "brand-fill"} d="M${45 + i * 30} 102h30v26a15 15 0 0 1-30 0z" />`)}
    <rect class="sun-fill" x="70" y="162" width="82" height="66" rx="4" />
    <path class="line" d="M70 162h82v66h-82z" />
    <path class="line" d="M172 262v-98h52v98" />
    <circle class="brand-fill" cx="184" cy="214" r="4" />
    <path class="brand-fill" d="M94 180c4-4 9-2 11 3l3 7c1 4-1 6-4 8 2 6 6 10 12 13 2-3 5-5 8-3l7 3c5 2 6 7 2 11-4 4-10 5-16 2-13-6-22-15-27-28-2-6-1-11 4-16z" />
    <path class="line" d="M24 262h252" />
  </svg>`;
}
