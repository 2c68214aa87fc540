/** Where a person was on the screens that led to others: *Retour* leads there, not to the top of a long page. */
export class LeftPlaces {
  /** How far each screen was scrolled, and the id of what led away from it. @type {Map<string, { top: number, opener: string }>} */
  #left = new Map();

  /** Called when a screen is about to be replaced. @param {string} screen */
  keep(screen) {
    this.#left.set(screen, { top: window.scrollY, opener: document.activeElement?.id ?? "" });
  }

  /**
   * Scrolls a screen to where it was left, once drawn, and puts the focus on what led away from it. A page that is
   * still too short for that, since its content comes later, begins at its top.
   * @param {string} screen
   */
  returnTo(screen) {
    const { top, opener } = this.#left.get(screen) ?? { top: 0, opener: "" };
    if (top === 0 || top > document.documentElement.scrollHeight - window.innerHeight) return;
    window.scrollTo(0, top);
    const element = document.getElementById(opener);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
  }
}
