/**
 * What was typed on a screen and not sent yet: *Retour* and *Contacter votre agence* lose nothing of it. Kept in the page's memory alone,
 * until the tenant is signed in or begins anew; never a password, never a code received by SMS (S10).
 */

/** Where whatever was typed before is over. @type {Set<string>} */
const FORGETTING = new Set(["welcome", "accountDeleted", "signIn", "done", "home"]);

/** @typedef {import("./bindings.ts").Step} Step */

export class Drafts {
  /** @type {Map<string, Map<string, string | boolean>>} */
  #kept = new Map();

  /** Before a screen is replaced. @param {string} screen */
  keep(screen) {
    this.#kept.set(screen, new Map(fields().map((field) => [field.id, field.type === "checkbox" ? field.checked : field.value])));
  }

  /** Once a step's screen is drawn. What the shell gave it stands. @param {Step} step */
  restore(step) {
    if (FORGETTING.has(step.screen) || isChangeMade(step)) this.#kept.clear();
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

/** What was typed for a change of the account is in force. @param {Step} step */
const isChangeMade = (step) => step.screen === "account" && step.news !== null;

/** The fields whose contents may be kept. */
function fields() {
  const all = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("main input[id]:not([type='file']), main textarea[id]"));
  return [...all].filter((field) => !/password|one-time-code/.test(field.autocomplete));
}
