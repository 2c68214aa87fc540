import { html } from "lit-html";
import * as api from "../api.ts";
import { text } from "../text.js";

/** Name and place of a saved file. @param {import("../bindings.ts").SavedFile} saved */
export const savedWords = ({ name, folder }) => text("file-saved", { name, folder, placed: folder ? "yes" : "no" });

/** Opens the file that was saved last. @param {import("../wizard.js").Wizard} wizard */
export function openSavedFile(wizard) {
  const open = () => wizard.attempt({ work: api.openSavedFile, busy: "busy-opening-elsewhere", done: () => wizard.redraw() });
  return html`<button type="button" id="open-saved" class="link" @click=${open}>${text("file-open")}</button>`;
}
