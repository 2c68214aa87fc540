/** Where a person was on the screens that led to others: *Retour* leads there, not to the top of a long page. */
export class LeftPlaces {
  /** How far each screen was scrolled, and the id of what led away from it. @type {Map<string, { top: number, opener: string }>} */
  #left = new Map();

  /** Called when a screen is about to be replaced. @param {string} screen */
  keep(screen) {
    this.#left.set(screen, { top: window.scrollY, opener: document.activeElement?.id ?? "" });
  }

  /**
   * Scrolls a screen to where it was left, once drawn, and puts the focus on what led away from it. A page that was
   * left at its top, or has changed, begins at its top.
   * @param {string} screen
   */
  returnTo(screen) {
    const { top, opener } = this.#left.get(screen) ?? { top: 0, opener: "" };
    const element = document.getElementById(opener);
    if (top === 0 || !element) return;
    window.scrollTo(0, top);
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest" });
  }
}
