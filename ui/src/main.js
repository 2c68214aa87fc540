import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import { opening, readPage } from "./api.ts";
import { listenToCorrections } from "./corrections.js";
import { tameEngine } from "./engine.js";
import { listenToKeys } from "./keys.js";
import { afterPaint } from "./paint.js";
import { loadScreens, ready, screenOf } from "./screens.js";
import { firstOpening, firstPaint } from "./shell.js";
import { tellOfTouches } from "./touches.js";
import { windowFrame } from "./window-frame.js";
import { Wizard } from "./wizard.js";

const wizard = new Wizard(/** @type {HTMLElement} */ (document.getElementById("app")), firstPaint, { screenOf, ready, loadScreens, windowFrame });
listenToKeys(wizard);
listenToCorrections(wizard);
tameEngine();
tellOfTouches(wizard);
window.addEventListener("focus", () => wizard.onFocus());
// A link from a payment page has opened the page of its payment (`src-tauri/window/page.rs`).
window.addEventListener("otherpage", () => wizard.act(readPage, "busy-opening"));
// Seconds until an idle window locks, or an idle visit ends; 0 when somebody is there (`src-tauri/window/page.rs`).
window.addEventListener("countdown", (event) => {
  const { seconds, messageIsLost } = /** @type {CustomEvent<{ seconds: number, messageIsLost: boolean }>} */ (event).detail;
  wizard.countdown.set(seconds, messageIsLost);
});
wizard.attempt({
  work: async () => {
    /** @type {import("./bindings.ts").Shown} */
    const shown = await (firstOpening() ?? opening());
    await ready(shown.step.screen);
    return shown;
  },
  busy: "busy-opening",
  done: (shown) => {
    wizard.show(shown);
    afterPaint(loadScreens);
  },
});
