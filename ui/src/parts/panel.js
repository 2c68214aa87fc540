import "./panel.css";
import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { text } from "../text.js";
import { icon } from "./icon.js";

/**
 * A side panel over the page. Esc, its button and a click beside it close it.
 * @param {{ title: string, body: unknown, onClose: () => void }} panel
 */
export function panel({ title, body, onClose }) {
  /** @param {Event} event */
  const cancelled = (event) => {
    event.preventDefault();
    onClose();
  };
  /** @param {MouseEvent} event */
  const clickedBeside = (event) => {
    if (event.target === event.currentTarget) onClose();
  };
  return html`
    <dialog class="panel" aria-labelledby="panel-title" ${ref(openAsModal)} @cancel=${cancelled} @click=${clickedBeside}>
      <div class="panel-head">
        <h2 id="panel-title" tabindex="-1">${title}</h2>
        <button type="button" id="close-panel" class="quiet" @click=${onClose}>${icon("close")}${text("close")}</button>
      </div>
      <div class="panel-body">${body}</div>
    </dialog>
  `;
}

/** @param {Element | undefined} element */
export function openAsModal(element) {
  if (!(element instanceof HTMLDialogElement) || element.open) return;
  // The template is still being inserted, and a dialog opens only inside the document.
  queueMicrotask(() => {
    if (element.isConnected && !element.open) element.showModal();
  });
}
