import "./drawings.css";
import { html, svg } from "lit-html";

/** A terraced brick house, as in the north of France. @param {unknown} door */
function house(door) {
  return html`<svg class="art" viewBox="0 0 300 300" aria-hidden="true">
    <path class="ground" d="M20 262c-28-70 0-196 74-226s150 0 174 68 16 130-24 158z" />
    <path class="paper-fill" d="M64 262V128l86-70 86 70v134z" />
    <path class="brand-fill" d="M46 138l104-88 104 88-10 12-94-79-94 79z" />
    <path class="brand-fill" d="M196 54h22v42l-22-18z" />
    <circle class="sun-fill" cx="150" cy="120" r="16" />
    <path class="line" d="M150 104v32M134 120h32" />
    ${[84, 186].map((x) => svg`<rect class="sun-fill" x=${x} y="162" width="34" height="44" rx="3" /><path class="line" d="M${x} 162h34v44h-34zM${x + 17} 162v44M${x} 184h34" />`)}
    ${door}
    <path class="line" d="M24 262h252" />
    <path class="brand-line" d="M262 262c0-20-4-30 6-44M262 246c-8-2-12-8-14-16" />
  </svg>`;
}

export function doorDrawing() {
  return house(svg`
    <path class="brand-fill" d="M130 262v-72a20 20 0 0 1 40 0v72z" />
    <circle class="on-brand" cx="161" cy="228" r="3.5" />
  `);
}

export function openDoorDrawing() {
  return house(svg`
    <path class="sun-fill" d="M130 262v-72a20 20 0 0 1 40 0v72z" />
    <path class="line" d="M130 262v-72a20 20 0 0 1 40 0v72z" />
    <path class="brand-fill" d="M130 262v-72c0-8 4-14 10-17l-28 11v74z" />
    <circle class="on-brand" cx="119" cy="226" r="3" />
  `);
}
