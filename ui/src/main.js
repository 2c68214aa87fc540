import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import * as api from "./api.js";
import { listenToKeys } from "./keys.js";
import { Wizard } from "./wizard.js";

const wizard = new Wizard(/** @type {HTMLElement} */ (document.getElementById("app")));

// A hidden window paints no frame. Once its styles are there and its page is laid out, the first frame shows the page itself.
document.body.getBoundingClientRect();
api.windowReady().catch(() => {
  // The failure is in the log; the next command tells what is wrong.
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
