import { opening } from "./first-call.js";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/layout.css";
import { firstPaint } from "./api.js";
import { listenToKeys } from "./keys.js";
import { Wizard } from "./wizard.js";

const wizard = new Wizard(/** @type {HTMLElement} */ (document.getElementById("app")), firstPaint);
listenToKeys(wizard);
wizard.attempt({
  work: opening,
  busy: "busy-opening",
  done: ({ step, documents, secretsKept }) => {
    wizard.secretsKept = secretsKept;
    wizard.show(step, documents);
  },
});
