import "./code-echo.css";
import { html } from "lit-html";

/**
 * State of the echo of a code.
 * @typedef {{ shown: string, spoken: string, asked: number, timer: number }} Echo
 */

/** Pause in typing, in milliseconds, before a screen reader announces the echo. */
const PAUSE_BEFORE_SPEAKING = 900;

/** @returns {Echo} */
export const noEcho = () => ({ shown: "", spoken: "", asked: 0, timer: 0 });

/** The code as it is understood, below its field. @param {Echo} echo */
export function codeEcho(echo) {
  return html`
    <p class="code-echo" aria-hidden="true">${echo.shown}</p>
    <p class="visually-hidden" role="status">${echo.spoken}</p>
  `;
}

/**
 * Shows how the typed text is understood, unless a newer reading was requested meanwhile.
 * @template T
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Echo} echo
 * @param {object} ask
 * @param {Promise<T>} ask.reading
 * @param {(reading: T) => string} ask.describe
 * @param {(reading: T) => void} [ask.onRead]
 */
export function echoReading(wizard, echo, { reading, describe, onRead }) {
  echo.asked += 1;
  const asked = echo.asked;
  reading.then(
    (answer) => {
      if (asked !== echo.asked) return;
      echo.shown = describe(answer);
      window.clearTimeout(echo.timer);
      echo.timer = window.setTimeout(() => {
        echo.spoken = echo.shown;
        wizard.redraw();
      }, PAUSE_BEFORE_SPEAKING);
      onRead?.(answer);
      wizard.redraw();
    },
    () => {
      // The echo is only an aid: the code is read again when it is sent.
    },
  );
}
