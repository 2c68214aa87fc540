import "./text-field.css";
import "./select-field.css";
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { icon } from "./icon.js";

/** @typedef {{ value: string, label: string }} Choice */

/** Id of the list that is unfolded, or "". */
let open = "";
/** What was chosen in the lists on screen, by their ids. @type {Map<string, string>} */
const picked = new Map();
/** What forgets a list that leaves the screen: one for each id, so that a drawing is no leaving. @type {Map<string, (button: Element | undefined) => void>} */
const leaving = new Map();

/** Longest label of choices that stand side by side. */
const SHORT = 14;

/**
 * A drop-down list with its label. It is drawn in the page: the list of a native `select` is the toolkit's, which
 * knows neither the size of the text nor the dark look.
 * @param {Pick<import("../wizard.js").Wizard, "redraw">} wizard
 * @param {object} field
 * @param {string} field.id
 * @param {string} field.label
 * @param {Choice[]} field.choices the first one is the default
 * @param {string} field.value
 * @param {(list: HTMLElement) => void} [field.onChange]
 */
export function selectField(wizard, { id, label, choices, value, onChange }) {
  const current = choices.find((one) => one.value === (picked.get(id) ?? value)) ?? choices[0];
  const isOpen = open === id;
  const unfold = () => {
    open = id;
    wizard.redraw();
    const list = document.getElementById(`${id}-choices`);
    list?.scrollIntoView({ block: "nearest" });
    optionsOf(list).find((one) => one.ariaSelected === "true")?.focus({ preventScroll: true });
  };
  /** @param {boolean} refocus */
  const fold = (refocus) => {
    if (open !== id) return;
    open = "";
    if (refocus) document.getElementById(id)?.focus();
    wizard.redraw();
  };
  /** @param {string} chosenValue */
  const pick = (chosenValue) => {
    picked.set(id, chosenValue);
    fold(true);
    const button = document.getElementById(id);
    if (button) onChange?.(button);
  };
  return html`
    <div class="field">
      <label id="${id}-label" for=${id}>${label}</label>
      <div class="field-line">
        <button
          type="button"
          id=${id}
          class="list"
          data-value=${current?.value ?? ""}
          aria-expanded=${isOpen}
          aria-label="${label} ${current?.label}"
          @click=${() => (isOpen ? fold(true) : unfold())}
          @keydown=${(/** @type {KeyboardEvent} */ event) => (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.altKey && (event.preventDefault(), unfold())}
          ${ref(forgetting(id))}
        >
          <span>${current?.label}</span>${icon("unfolded")}
        </button>
      </div>
      ${isOpen
        ? html`<div
            id="${id}-choices"
            class=${choices.every((one) => one.label.length <= SHORT) ? "list-choices side-by-side" : "list-choices"}
            role="listbox"
            aria-labelledby="${id}-label"
            @keydown=${(/** @type {KeyboardEvent} */ event) => pressed(event, pick, fold)}
            @focusout=${(/** @type {FocusEvent} */ event) => leaves(event, id) && fold(false)}
          >
            ${choices.map(
              (one) => html`<div role="option" tabindex="-1" class="list-choice" aria-selected=${one === current} data-value=${one.value} @click=${() => pick(one.value)}>
                <span class="list-tick">${one === current ? icon("check") : nothing}</span><span>${one.label}</span>
              </div>`,
            )}
          </div>`
        : nothing}
    </div>
  `;
}

/** Returns the chosen value of a list, or an empty string without the list. @param {string} id */
export const chosen = (id) => document.getElementById(id)?.dataset["value"] ?? "";

/** @param {string} id */
function forgetting(id) {
  const forget = leaving.get(id) ?? ((/** @type {Element | undefined} */ button) => {
    if (button) return;
    picked.delete(id);
    if (open === id) open = "";
  });
  leaving.set(id, forget);
  return forget;
}

/** @param {Element | null} list */
const optionsOf = (list) => /** @type {HTMLElement[]} */ ([...(list?.querySelectorAll("[role='option']") ?? [])]);

/** Whether the focus goes elsewhere than to the list and its button. @param {FocusEvent} event @param {string} id */
const leaves = ({ currentTarget, relatedTarget }, id) =>
  !(relatedTarget instanceof Element && (relatedTarget.id === id || (currentTarget instanceof Element && currentTarget.contains(relatedTarget))));

/**
 * Arrows, Home and End move, a letter or digit finds; Enter and Space choose, Esc and Tab leave all as it was.
 * @param {KeyboardEvent} event
 * @param {(value: string) => void} pick
 * @param {(refocus: boolean) => void} fold
 */
function pressed(event, pick, fold) {
  const { currentTarget, target, key } = event;
  if (!(currentTarget instanceof Element) || !(target instanceof HTMLElement) || event.altKey || event.ctrlKey) return;
  // The Tab key goes on from the button.
  if (key === "Tab" || event.code === "Tab") return fold(true);
  const options = optionsOf(currentTarget);
  const here = options.indexOf(target);
  const beginning = (/** @type {HTMLElement} */ option) => plain(option.textContent.trim()).startsWith(plain(key));
  /** @type {Record<string, () => void>} */
  const acts = {
    ArrowDown: () => options[here + 1]?.focus(),
    ArrowRight: () => options[here + 1]?.focus(),
    ArrowUp: () => options[here - 1]?.focus(),
    ArrowLeft: () => options[here - 1]?.focus(),
    Home: () => options[0]?.focus(),
    End: () => options.at(-1)?.focus(),
    Enter: () => pick(target.dataset["value"] ?? ""),
    " ": () => pick(target.dataset["value"] ?? ""),
    Escape: () => fold(true),
  };
  const act = acts[key] ?? (key.length === 1 ? () => [...options.slice(here + 1), ...options.slice(0, here)].find(beginning)?.focus() : null);
  if (!act) return;
  event.preventDefault();
  act();
}

/** Without accents and capitals. @param {string} words */
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
