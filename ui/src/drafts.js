/**
 * Text that was typed on a screen and not yet sent, and what the page alone knows of the files joined to it, so that *Retour* and *Contacter votre agence* do not lose it.
 * It is kept in the page's memory only, until the tenant signs in or out, starts again, or another person of the
 * computer is chosen, and at a counter until the desk. Passwords and SMS codes are never kept (S10), nor is a box that agrees to what
 * cannot be undone: it is asked anew.
 */

/** Screens on which another person may be there: they delete all drafts. @type {Set<string>} */
const FORGETTING = new Set(["welcome", "accountDeleted", "signIn", "locked", "people", "done", "staffSignIn", "staffCheck", "counterDesk"]);

/** @typedef {import("./bindings.ts").Step} Step */

/** Whether what the page holds of a person ends with this step. @param {Step} step */
export const endsStay = (step) => FORGETTING.has(step.screen);

export class Drafts {
  /** @type {Map<string, Map<string, string | boolean>>} */
  #kept = new Map();
  /** What screens know of the files of a draft. @type {Map<string, unknown>} */
  #known = new Map();

  /** Stores the fields of a screen that is about to be replaced. @param {string} screen */
  keep(screen) {
    this.#kept.set(screen, new Map(fields().map((field) => [field.id, field.type === "checkbox" ? field.checked : field.value])));
  }

  /**
   * Whether a text was left in this field of another screen.
   * @param {string} screen
   * @param {string} id
   */
  holds(screen, id) {
    const text = this.#kept.get(screen)?.get(id);
    return typeof text === "string" && text.trim() !== "";
  }

  /**
   * Stores what a screen is to be given when it is opened again.
   * @param {string} screen
   * @param {unknown} known
   */
  keepKnown(screen, known) {
    this.#known.set(screen, known);
  }

  /** Returns what was stored for a step's screen, unless all of it ends there. @param {Step} step */
  knownFor(step) {
    if (endsStay(step) || isChangeMade(step)) this.#known.clear();
    return this.#known.get(step.screen);
  }

  /** Restores the fields of a step's screen once drawn, but keeps a text from the shell. @param {Step} step */
  restore(step) {
    if (endsStay(step) || isChangeMade(step)) this.#kept.clear();
    for (const field of fields()) {
      const before = this.#kept.get(step.screen)?.get(field.id);
      if (before === true) field.checked = true;
      if (typeof before === "string" && before !== "" && field.value === "") {
        field.value = before;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
}

/** Whether a change of the profile was just made, which ends its drafts. @param {Step} step */
const isChangeMade = (step) => step.screen === "profile" && step.news !== null;

/** Fields whose contents may be kept (S10). */
function fields() {
  const all = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("main input[id]:not([type='file'], [data-asked-anew]), main textarea[id]"));
  return [...all].filter((field) => !/password|one-time-code/.test(field.autocomplete));
}
