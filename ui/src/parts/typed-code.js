import "./typed-code.css";
import { html } from "lit-html";
import * as api from "../api.ts";
import { text } from "../text.js";

/**
 * The tenant code as it was typed, with *Corriger*: a mistyped one leads to somebody else's number and agency.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} code
 * @param {string} question what to compare before
 */
export function typedCode(wizard, code, question) {
  return html`<p class="typed-code no-print">
    <span id="typed-code">${question} <strong class="digits">${code}</strong></span>
    <button type="button" id="correct-tenant-code" class="link in-text" aria-describedby="typed-code" @click=${() => wizard.act(api.continueEnrolment, "busy-opening")}>${text("correct")}</button>
  </p>`;
}
