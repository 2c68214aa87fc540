import "../../parts/drawings/drawings.css";
import { html } from "lit-html";

/** A blank sheet. */
export function emptyDrawing() {
  return html`<svg class="art" viewBox="0 0 200 180" aria-hidden="true">
    <ellipse class="ground" cx="100" cy="96" rx="96" ry="80" />
    <path class="paper-fill" d="M58 22h62l26 26v104H58z" />
    <path class="line" d="M120 22v26h26" />
    <path class="line" d="M76 76h52M76 94h52M76 112h28" />
    <circle class="sun-fill" cx="144" cy="140" r="20" />
    <path class="line" d="M144 129v12l8 5" />
  </svg>`;
}
