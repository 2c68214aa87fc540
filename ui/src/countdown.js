import * as api from "./api.ts";

/** Counts the seconds until an idle window locks, or an idle visit to a counter ends. */
export class Countdown {
  /** 0 while somebody is there. */
  seconds = 0;
  /** Whether the shell holds a message that would be lost. */
  messageIsLost = false;
  #redraw;
  #timer = 0;
  /** What had the focus when the countdown began. @type {Element | null} */
  #focusBefore = null;

  /** @param {() => void} redraw draws the window */
  constructor(redraw) {
    this.#redraw = redraw;
  }

  /**
   * Begins with so many seconds; 0 ends it.
   * @param {number} seconds
   * @param {boolean} [messageIsLost]
   */
  set(seconds, messageIsLost = false) {
    window.clearInterval(this.#timer);
    if (this.seconds === 0) this.#focusBefore = document.activeElement;
    const answered = this.seconds > 0 && seconds === 0;
    this.seconds = seconds;
    this.messageIsLost = messageIsLost;
    if (seconds > 0) {
      this.#timer = window.setInterval(() => {
        this.seconds = Math.max(1, this.seconds - 1);
        this.#redraw();
      }, 1_000);
    }
    this.#redraw();
    if (answered) this.#returnFocus();
  }

  /** *Oui, continuer*: somebody is there. */
  stay() {
    api.resetIdleTimer().catch(() => {
      // Without this report the window locks, or the visit ends.
    });
    this.set(0);
  }

  /** Puts the focus back where it was before; on the heading, where that is gone. */
  #returnFocus() {
    const before = this.#focusBefore;
    this.#focusBefore = null;
    const place = before?.isConnected && before !== document.body ? before : document.querySelector("h1");
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  }
}
