import "./disclosure.css";
import { html, nothing } from "lit-html";
import { icon } from "./icon.js";

/**
 * What unfolds under a button. The engine tells a screen reader of no `summary`.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {{ unfolded: Set<string> }} local the names of what is unfolded on the screen
 * @param {{ name: string, id?: string, title: unknown, content: unknown }} parts
 */
export function disclosure(wizard, local, { name, id, title, content }) {
  const open = local.unfolded.has(name);
  const toggle = () => {
    if (!local.unfolded.delete(name)) local.unfolded.add(name);
    wizard.redraw();
  };
  return html`
    <button type="button" id=${id ?? nothing} class="disclosure" aria-expanded=${open} @click=${toggle}>${title}${icon("unfolded")}</button>
    ${open ? content : nothing}
  `;
}
