/** The second way beside the code of the telephone: a page in the browser asks a security key, and this window waits (S21). */
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { forgetTyped } from "../../field-ids.js";
import { icon } from "../../parts/icon.js";
import { asFailure } from "../../shell.js";
import { text } from "../../text.js";

/**
 * @typedef {import("../../wizard.js").Wizard} Wizard
 * @typedef {{ shown: import("../../bindings.ts").AskedKeyView | null, turn: number }} Asking the key that is asked now, and how many were
 */

/** Failures after which the counter is on another screen. @type {Set<string>} */
const MOVED_ON = new Set(["staffCheckRequired", "sessionEnded"]);

/** @returns {Asking} */
export const noKey = () => ({ shown: null, turn: 0 });

/**
 * Asks a key, and goes on once it has answered, unless the screen was left or another one is asked.
 * @param {Wizard} wizard
 * @param {object} local of the screen
 * @param {Asking} asking
 * @param {boolean} adds
 * @param {() => void} then
 */
export async function askKey(wizard, local, asking, adds, then) {
  asking.turn += 1;
  const { turn } = asking;
  const isOver = () => asking.turn !== turn || !wizard.shows(local);
  try {
    const shown = await api.askSecurityKey(adds);
    if (isOver()) return;
    asking.shown = shown;
    wizard.redraw();
    const answered = await api.securityKeyAnswered(adds);
    if (isOver()) return;
    asking.shown = null;
    wizard.redraw();
    if (answered) then();
  } catch (thrown) {
    if (isOver()) return;
    asking.shown = null;
    if (MOVED_ON.has(asFailure(thrown).code)) wizard.act(api.opening, "busy-opening");
    else wizard.fail(thrown);
  }
}

/**
 * The button beside the main one. What is sent then has no code.
 * @param {Wizard} wizard
 * @param {{ key: Asking }} local
 * @param {() => void} send
 */
export function keyButton(wizard, local, send) {
  const answered = () => {
    forgetTyped("staffCode");
    send();
  };
  return html`<button type="button" id="use-security-key" class="secondary-action" @click=${() => askKey(wizard, local, local.key, false, answered)}>
    ${icon("elsewhere")}${text(local.key.shown ? "staff-key-again" : "staff-key-use")}
  </button>`;
}

/** The number to compare, while a key is asked. @param {Asking} asking */
export function askedKey({ shown }) {
  return html`<div role="status">${shown ? html`<div class="callout" id="asked-key">${numbered(shown)} ${shown.page ? pageElsewhere(shown.page) : nothing}</div>` : nothing}</div>`;
}

/** @param {import("../../bindings.ts").AskedKeyView} shown */
function numbered({ number }) {
  return html`<p>${text("staff-key-number", { number })}</p>
    <p>${text("staff-key-other-number")}</p>`;
}

/** The page that no browser of this computer opens. @param {import("../../bindings.ts").UnopenedPage} page */
function pageElsewhere({ address, qr }) {
  return html`<p>${text("staff-key-elsewhere")}</p>
    <p><span class="web-address">${address}</span></p>
    ${qr ? html`<svg class="key-code" viewBox="0 0 ${qr.modules} ${qr.modules}" role="img" aria-label=${text("staff-key-code")}><path d=${qr.path} /></svg>` : nothing}`;
}
