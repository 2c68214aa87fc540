import { html } from "lit-html";

/**
 * Keeps the parts of a button's name apart for a screen reader: the engine drops the spaces between parts that stand
 * in a grid or a row, and reads « Avis d’échéance469,29 € ».
 */
export const pause = html`<span class="visually-hidden">, </span>`;
