import "./code-echo.css";
import { html } from "lit-html";

/** What a code's echo keeps between two inputs. @typedef {{ shown: string, spoken: string, asked: number, timer: number }} Echo */

/** A screen reader hears the echo once the typing pauses, not at each character. */
const PAUSE_BEFORE_SPEAKING = 900;

/** @returns {Echo} */
export const noEcho = () => ({ shown: "", spoken: "", asked: 0, timer: 0 });

/** How a code reads, below its field. @param {Echo} echo */
export function codeEcho(echo) {
  return html`
    <p class="code-echo" aria-hidden="true">${echo.shown}</p>
    <p class="visually-hidden" role="status">${echo.spoken}</p>
  `;
}

/**
 * Asks how the text typed reads, and shows the answer unless another was asked for since.
 * @template T
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Echo} echo
 * @param {object} ask
 * @param {Promise<T>} ask.reading
 * @param {(reading: T) => string} ask.say
 * @param {(reading: T) => void} [ask.onRead]
 */
export function echoReading(wizard, echo, { reading, say, onRead }) {
  echo.asked += 1;
  const asked = echo.asked;
  reading.then(
    (answer) => {
      if (asked !== echo.asked) return;
      echo.shown = say(answer);
      window.clearTimeout(echo.timer);
      echo.timer = window.setTimeout(() => {
        echo.spoken = echo.shown;
        wizard.redraw();
      }, PAUSE_BEFORE_SPEAKING);
      onRead?.(answer);
      wizard.redraw();
    },
    () => {
      // The echo is only a help; the code is read again when it is sent.
    },
  );
}
