import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import { firstPaint, opening, readPage } from "./api.js";
import { listenToKeys } from "./keys.js";
import { afterPaint } from "./paint.js";
import { loadScreens, ready, screenOf } from "./screens.js";
import { tellOfTouches } from "./touches.js";
import { windowFrame } from "./window-frame.js";
import { Wizard } from "./wizard.js";

const wizard = new Wizard(/** @type {HTMLElement} */ (document.getElementById("app")), firstPaint, { screenOf, ready, loadScreens, windowFrame });
listenToKeys(wizard);
tellOfTouches(wizard);
window.addEventListener("focus", () => wizard.seenAgain());
// A link led back here from a payment: its page is open by now (`src-tauri/window.rs`).
window.addEventListener("otherpage", () => wizard.act(readPage, "busy-opening"));
// Nobody has been at the counter for two minutes, or somebody came back (`src-tauri/window.rs`).
window.addEventListener("countdown", (event) => wizard.countDown(/** @type {CustomEvent<number>} */ (event).detail));
wizard.attempt({
  work: async () => {
    const answer = await opening();
    await ready(answer.step.screen);
    return answer;
  },
  busy: "busy-opening",
  done: ({ step, secretsKept, lockable, counter }) => {
    wizard.secretsKept = secretsKept;
    wizard.counter = counter;
    wizard.lockable = lockable;
    wizard.show(step);
    afterPaint(loadScreens);
  },
});
