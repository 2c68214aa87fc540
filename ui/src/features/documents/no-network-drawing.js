import "../../parts/drawings/drawings.css";
import { html } from "lit-html";

/** A cloud without a connection. */
export function noNetworkDrawing() {
  return html`<svg class="art" viewBox="0 0 200 180" aria-hidden="true">
    <ellipse class="ground" cx="100" cy="96" rx="96" ry="80" />
    <path class="paper-fill" d="M62 98a28 28 0 0 1 4-56 40 40 0 0 1 74 8 25 25 0 0 1-4 48z" />
    <path class="line" d="M100 110v10M100 132v4" />
    <rect class="brand-fill" x="66" y="144" width="68" height="10" rx="5" />
    <circle class="sun-fill" cx="142" cy="128" r="18" />
    <path class="line" d="M135 121l14 14M149 121l-14 14" />
  </svg>`;
}
