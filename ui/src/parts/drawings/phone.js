import "./drawings.css";
import { html, svg } from "lit-html";

const handset = svg`
  <rect class="paper-fill" x="88" y="28" width="124" height="236" rx="20" />
  <path class="line" d="M134 44h32" />
  <circle class="faint" cx="150" cy="246" r="8" />
`;

/** A mobile phone that shows part of a number. */
export function phoneDrawing() {
  return html`<svg class="art" viewBox="0 0 300 300" aria-hidden="true">
    <path class="ground" d="M30 250c-30-60-10-180 60-214s150-14 178 58 8 150-38 184-172 30-200-28z" />
    ${handset}
    <rect class="brand-fill" x="104" y="100" width="92" height="46" rx="10" />
    <g class="on-brand">
      <circle cx="118" cy="123" r="3.5" /><circle cx="131" cy="123" r="3.5" /><circle cx="144" cy="123" r="3.5" />
      <circle cx="157" cy="123" r="3.5" /><circle cx="170" cy="123" r="3.5" /><circle cx="183" cy="123" r="3.5" />
    </g>
    <g class="faint">
      ${[166, 188, 210].map((y) => [118, 150, 182].map((x) => svg`<circle cx=${x} cy=${y} r="7" />`))}
    </g>
  </svg>`;
}

/** The same phone, with an incoming message. */
export function messageDrawing() {
  return html`<svg class="art" viewBox="0 0 300 300" aria-hidden="true">
    <path class="ground" d="M30 250c-30-60-10-180 60-214s150-14 178 58 8 150-38 184-172 30-200-28z" />
    ${handset}
    <path class="sun-fill" d="M118 70h146a16 16 0 0 1 16 16v64a16 16 0 0 1-16 16h-112l-26 24v-24h-8a16 16 0 0 1-16-16V86a16 16 0 0 1 16-16z" />
    <rect x="112" y="80" width="158" height="76" rx="9" fill="#fff" />
    <g fill="#1b1b1b">
      <circle cx="131" cy="118" r="6" /><circle cx="154" cy="118" r="6" /><circle cx="177" cy="118" r="6" />
      <circle cx="205" cy="118" r="6" /><circle cx="228" cy="118" r="6" /><circle cx="251" cy="118" r="6" />
    </g>
    <rect class="faint" x="108" y="204" width="84" height="8" rx="4" />
    <rect class="faint" x="108" y="220" width="56" height="8" rx="4" />
  </svg>`;
}

export function smallPhoneDrawing() {
  return html`<svg class="art" viewBox="0 0 100 100" aria-hidden="true">
    <circle class="ground" cx="50" cy="50" r="48" />
    <rect class="paper-fill" x="32" y="14" width="36" height="72" rx="8" />
    <path class="line" d="M45 22h10" />
    <rect class="sun-fill" x="38" y="34" width="36" height="22" rx="5" />
    <g fill="#1b1b1b"><circle cx="48" cy="45" r="2.6" /><circle cx="56" cy="45" r="2.6" /><circle cx="64" cy="45" r="2.6" /></g>
    <circle class="faint" cx="50" cy="77" r="4" />
  </svg>`;
}
