import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import * as api from "./api.js";
import { listenToKeys } from "./keys.js";
import { Wizard } from "./wizard.js";

const wizard = new Wizard(/** @type {HTMLElement} */ (document.getElementById("app")));

afterFirstPaint(() => {
  api.windowReady().catch(() => {
    // The shell shows the window by itself after a while.
  });
});
listenToKeys(wizard);

api.preferences().then((preferences) => wizard.usePreferences(preferences), () => {});
api.landlordProfile().then((landlord) => wizard.useLandlord(landlord), () => {});
wizard.attempt({
  work: api.opening,
  busy: "busy-opening",
  done: ({ step, secretsKept }) => {
    wizard.secretsKept = secretsKept;
    wizard.show(step);
  },
});

/**
 * Two animation frames: the first is asked for before the paint, the second comes after it. A window that is still hidden may get
 * no frame at all, so a timer stands by.
 * @param {() => void} then
 */
function afterFirstPaint(then) {
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    then();
  };
  requestAnimationFrame(() => requestAnimationFrame(tell));
  setTimeout(tell, 200);
}
