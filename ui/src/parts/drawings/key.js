import "./drawings.css";
import { html } from "lit-html";

/** A key on its ring. */
export function keyDrawing() {
  return html`<svg class="art" viewBox="0 0 300 300" aria-hidden="true">
    <path class="ground" d="M30 250c-30-60-10-180 60-214s150-14 178 58 8 150-38 184-172 30-200-28z" />
    <circle class="line" cx="150" cy="66" r="26" />
    <path class="brand-fill" fill-rule="evenodd" d="M150 82a46 46 0 0 1 12 90v84l-12 12-14-12v-14l-10-10 10-10-10-12 10-10v-28a46 46 0 0 1 14-90zm0 22a15 15 0 1 0 .1 0z" />
    <path class="paper-fill" d="M186 196l46-16 22 62-46 16z" />
    <circle class="sun-fill" cx="206" cy="204" r="6" />
    <path class="line" d="M212 222l26-9M217 237l26-9" />
  </svg>`;
}
