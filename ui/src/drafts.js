/**
 * What was typed on a screen and not sent yet: *Retour* and *Contacter votre agence* lose nothing of it. Kept in the page's memory alone,
 * until the tenant is signed in or begins anew; never a password, never a code received by SMS (S10).
 */

/** Where whatever was typed before is over. @type {Set<string>} */
const FORGETTING = new Set(["welcome", "signIn", "done", "receipts"]);

export class Drafts {
  /** @type {Map<string, Map<string, string | boolean>>} */
  #kept = new Map();

  /** Before a screen is replaced. @param {string} screen */
  keep(screen) {
    this.#kept.set(screen, new Map(fields().map((field) => [field.id, field.type === "checkbox" ? field.checked : field.value])));
  }

  /** Once a screen is drawn. What the shell gave it stands. @param {string} screen */
  restore(screen) {
    if (FORGETTING.has(screen)) this.#kept.clear();
    for (const field of fields()) {
      const before = this.#kept.get(screen)?.get(field.id);
      if (before === true) field.checked = true;
      if (typeof before === "string" && before !== "" && field.value === "") {
        field.value = before;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }
}

/** The fields whose contents may be kept. */
function fields() {
  const all = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("main input[id]"));
  return [...all].filter((field) => !/password|one-time-code/.test(field.autocomplete));
}
