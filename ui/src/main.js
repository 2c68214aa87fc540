import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import * as api from "./api.js";
import { listenToKeys } from "./keys.js";
import { afterPaint } from "./paint.js";
import { Wizard } from "./wizard.js";

const wizard = new Wizard(/** @type {HTMLElement} */ (document.getElementById("app")));

afterPaint(() => {
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
