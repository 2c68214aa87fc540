/**
 * What the window shows, and the one way to change it. Rust decides every step; here is only how a step is drawn,
 * what is under way, and what went wrong.
 */
import { render } from "lit-html";
import * as api from "./api.ts";
import { asFailure } from "./shell.js";
import { brandColours } from "./brand.js";
import { Drafts } from "./drafts.js";
import { fieldIds } from "./field-ids.js";
import { bundleFor } from "./locale.js";
import { directionOf, text, useBundle } from "./text.js";

/** @typedef {import("./bindings.ts").Step} Step */
/** @typedef {import("./bindings.ts").Shown} Shown */
/** @typedef {import("./bindings.ts").Failure} Failure */
/** @typedef {import("./bindings.ts").Field} Field */
/** @typedef {import("./screen.ts").Name} Name */
/** @typedef {Partial<import("./screen.ts").Given>} Given */
/** @typedef {"quiet" | "underWay" | "slow"} Phase */
/** @typedef {"number" | "code" | "signIn" | "general"} ContactReason */
/**
 * Something asked of the shell. `done` gets its answer; `busy` names the text shown while it lasts. What waits for the tenant,
 * as in the system's save dialog, is `unhurried`: it is never said to be slow.
 * @template T
 * @typedef {{ work: () => Promise<T>, done: (answer: T) => void, busy: string, unhurried?: boolean }} Attempt
 */
/**
 * What the window is made of. `main.js` gives it, so that the wizard knows no screen by name.
 * @typedef {object} WindowParts
 * @property {(name: Name) => import("./screen.ts").AnyScreen} screenOf
 * @property {(name: Name) => Promise<void>} ready
 * @property {() => Promise<void>} loadScreens
 * @property {(wizard: Wizard) => import("lit-html").TemplateResult} windowFrame
 */

const UNDER_WAY_AFTER = 1_000;
const SLOW_AFTER = 10_000;

export class Wizard {
  /** @type {Step | null} null: the shell has not said yet */
  step = null;
  /** What the screen keeps for itself; only the screen knows its type. @type {unknown} */
  #local = undefined;
  /** @type {Failure | null} */
  failure = null;
  /** @type {Phase | null} null: nothing is under way */
  phase = null;
  /** @type {string} */
  busy = "busy-sending";
  /** @type {import("./bindings.ts").LandlordProfile | null} null: the configuration cannot be read */
  landlord;
  /** @type {string | null} the landlord's, as a data URL */
  logo;
  /** @type {import("./bindings.ts").Agency | null} */
  agency = null;
  /** @type {import("./bindings.ts").Preferences} */
  preferences;
  /** What stands around every screen; it comes with each of them. @type {import("./bindings.ts").Frame} */
  frame = { secretsKept: "keyring", lockable: false, hasOthers: false, counter: null };
  /** Seconds until a visit ends because nobody is there; 0: somebody is. */
  countdown = 0;
  /** @type {"help" | "display" | null} */
  panel = null;
  /** Why the tenant asked for the agency: the screen then says what to tell it. @type {ContactReason} */
  contactReason = "general";

  #root;
  #parts;
  #drafts = new Drafts();
  #turn = 0;
  #countdownTimer = 0;
  /** @type {number[]} */
  #timers = [];
  /** @type {(() => void) | null} */
  #doAgain = null;

  /**
   * @param {HTMLElement} root
   * @param {import("./bindings.ts").FirstPaint} firstPaint
   * @param {WindowParts} parts
   */
  constructor(root, { preferences, landlord, logo }, parts) {
    this.#root = root;
    this.#parts = parts;
    this.logo = logo;
    this.landlord = landlord;
    this.preferences = preferences;
    this.#applyPreferences();
    this.#applyBrand();
  }

  get name() {
    return this.step?.screen ?? "opening";
  }

  get heading() {
    return this.#screen.heading(this.#shown);
  }

  /** The text with the advice for what is shown. */
  get advice() {
    return this.#screen.help?.(this.#shown) ?? `help-${this.name}`;
  }

  /** The page of the screen. */
  get page() {
    return this.#screen.view(this.#shown);
  }

  /** Null: a tenant's own computer. */
  get counter() {
    return this.frame.counter;
  }

  get productName() {
    return this.landlord?.productName ?? text("product");
  }

  get landlordName() {
    return this.landlord?.name ?? text("landlord");
  }

  /**
   * Asks the shell for the next step, unless something is already under way.
   * @param {() => Promise<Shown>} work
   * @param {string} [busy]
   * @param {Given} [given] what its screen is told beside the step
   */
  act(work, busy = "busy-sending", given) {
    this.attempt({
      work: async () => {
        const shown = await work();
        await this.#parts.ready(shown.step.screen);
        return shown;
      },
      busy,
      done: (shown) => this.show(shown, given),
    });
  }

  /**
   * As {@link act}, for an answer that is not a step.
   * @template T
   * @param {Attempt<T>} attempt
   */
  attempt(attempt) {
    if (this.phase === null) this.#run(attempt);
  }

  /** After what touched the keyring without leading to a screen: it may have failed meanwhile (S13). */
  async learnFrame() {
    this.frame = await api.frame();
  }

  /** Prints the page on screen; a failure is told on the page itself, not behind a panel. */
  printPage() {
    this.attempt({
      work: () =>
        api.printPage().catch((thrown) => {
          this.closePanel();
          throw thrown;
        }),
      busy: "busy-printing",
      unhurried: true,
      done: () => this.redraw(),
    });
  }

  /**
   * As {@link attempt}, in place of what is under way.
   * @template T
   * @param {Attempt<T>} attempt
   */
  stepAside(attempt) {
    this.#run(attempt);
  }

  /** Nobody has been there for a while: counts down, and tells who looks. @param {number} seconds */
  countDown(seconds) {
    window.clearInterval(this.#countdownTimer);
    this.countdown = seconds;
    if (seconds > 0) {
      this.#countdownTimer = window.setInterval(() => {
        this.countdown = Math.max(1, this.countdown - 1);
        this.redraw();
      }, 1_000);
    }
    this.redraw();
  }

  /** *Oui, continuer*. */
  stayHere() {
    api.beTouched().catch(() => {
      // Untold, the visit ends.
    });
    this.countDown(0);
  }

  /** Does the last thing again: after a failure, or in place of one that takes too long. */
  retry() {
    this.#doAgain?.();
  }

  /** What *Retour* does here; null where there is none. */
  get back() {
    return this.#screen.back?.(this.#shown) ?? null;
  }

  /** The step before, as the shell knows it. *Retour* always works: what is under way is left to itself, and its answer is dropped. */
  stepBack = () => {
    this.#settle();
    this.act(api.goBack, "busy-opening");
  };

  /**
   * @param {Shown} shown
   * @param {Given} [given] what came with the step for its screen
   */
  show({ step, frame }, given) {
    this.frame = frame;
    const left = this.step?.screen;
    const sameScreen = left === step.screen;
    if (left && !sameScreen) this.#drafts.keep(left);
    this.#screen.leave?.(this.#shown);
    this.#settle();
    this.failure = null;
    this.step = step;
    /** @type {Partial<Record<Name, unknown>>} */
    const gifts = given ?? {};
    this.#local = this.#screen.enter?.({ wizard: this, step }, gifts[step.screen]);
    this.panel = null;
    this.redraw();
    if (!sameScreen) this.#drafts.restore(step);
    if (sameScreen && this.#screen.arrive) this.#screen.arrive();
    else this.#arrive();
  }

  /** The same screen again, with what is known by now; another screen is not shown. @param {Shown} shown */
  update({ step, frame }) {
    this.frame = frame;
    if (this.step?.screen === step.screen) this.step = step;
  }

  /** Whether the screen that keeps this is still there. @param {unknown} local */
  shows(local) {
    return this.#local === local;
  }

  /** Draws again for the screen that keeps this, unless it was left. @param {unknown} local */
  redrawFor(local) {
    if (this.shows(local)) this.redraw();
  }

  /** The window is looked at after another one. */
  seenAgain() {
    this.#screen.seenAgain?.(this.#shown);
  }

  /** Another view inside the same screen. @param {() => void} change */
  turn(change) {
    this.#settle();
    this.failure = null;
    change();
    this.redraw();
    this.#arrive();
  }

  /** @param {unknown} thrown */
  fail(thrown) {
    this.#settle();
    this.failure = asFailure(thrown);
    this.#screen.failed?.(this.#shown, this.failure);
    this.redraw();
    document.getElementById("error-summary")?.focus();
    window.scrollTo(0, 0);
  }

  /** @param {Field} field */
  fieldFailures(field) {
    return this.failure?.fields.filter((one) => one.field === field) ?? [];
  }

  /** @param {"help" | "display"} panel */
  async open(panel) {
    await this.#parts.loadScreens();
    this.panel = panel;
    this.redraw();
    if (panel === "help") this.#refreshAgency();
  }

  closePanel() {
    const opener = this.panel;
    this.panel = null;
    this.redraw();
    if (opener) document.getElementById(opener)?.focus();
  }

  /** @param {Partial<import("./bindings.ts").Preferences>} change */
  prefer(change) {
    this.preferences = { ...this.preferences, ...change };
    this.#applyPreferences();
    this.redraw();
    api.setPreferences(this.preferences).catch(() => {
      // The choice holds for this session; it is no reason to stop the tenant.
    });
  }

  redraw() {
    // Until the shell has said which step it is, the static first paint stays.
    if (!this.step && !this.failure) return;
    if (this.#root.dataset["drawn"] === undefined) {
      this.#root.replaceChildren();
      this.#root.dataset["drawn"] = "";
    }
    render(this.#parts.windowFrame(this), this.#root);
    const title = `${this.#screen.title?.() ?? this.heading} — ${this.productName}`;
    document.title = this.failure ? text("title-error", { title }) : title;
  }

  get #screen() {
    return this.#parts.screenOf(this.name);
  }

  /** What a screen is called with. */
  get #shown() {
    return { wizard: this, step: this.step, local: this.#local };
  }

  #applyPreferences() {
    const { textSize, contrast, appearance, language } = this.preferences;
    useBundle(bundleFor(language));
    const { dataset } = document.documentElement;
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
    dataset["textSize"] = String(textSize);
    dataset["contrast"] = contrast;
    dataset["appearance"] = appearance;
  }

  #applyBrand() {
    const colours = brandColours(this.landlord?.primaryColour ?? null);
    if (!colours) return;
    document.documentElement.style.setProperty("--brand-on-light", colours.onLight);
    document.documentElement.style.setProperty("--brand-on-dark", colours.onDark);
  }

  #arrive() {
    window.scrollTo(0, 0);
    const { firstField } = this.#screen;
    const first = firstField ? document.getElementById(fieldIds[firstField]) : document.querySelector("h1");
    first?.focus({ preventScroll: true });
  }

  /**
   * @template T
   * @param {Attempt<T>} attempt
   */
  #run(attempt) {
    this.#settle();
    const turn = this.#turn;
    this.#doAgain = () => this.#run(attempt);
    this.busy = attempt.busy;
    this.phase = "quiet";
    this.#timers = [window.setTimeout(() => this.#enterPhase("underWay"), UNDER_WAY_AFTER)];
    if (!attempt.unhurried) this.#timers.push(window.setTimeout(() => this.#enterPhase("slow"), SLOW_AFTER));
    attempt.work().then(
      (answer) => {
        if (turn !== this.#turn) return;
        this.#settle();
        this.failure = null;
        attempt.done(answer);
      },
      (thrown) => {
        if (turn === this.#turn) this.fail(thrown);
      },
    );
  }

  /** @param {Phase} phase */
  #enterPhase(phase) {
    this.phase = phase;
    this.redraw();
  }

  #settle() {
    this.#turn += 1;
    this.phase = null;
    for (const timer of this.#timers) window.clearTimeout(timer);
    this.#timers = [];
  }

  #refreshAgency() {
    api.agency().then(
      (agency) => {
        this.agency = agency;
        this.redraw();
      },
      () => {
        // The panel then gives the landlord's telephone.
      },
    );
  }
}
