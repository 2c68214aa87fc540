import "./call-card.css";
import { html } from "lit-html";
import { icon } from "./icon.js";

/**
 * A name and a telephone number, in large type.
 * @param {{ name: string, telephone: string }} contact
 */
export function callCard({ name, telephone }) {
  return html`
    <p class="call-name">${name}</p>
    <p class="call-number">${icon("phone")}<span class="digits">${telephone}</span></p>
  `;
}
