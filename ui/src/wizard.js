/**
 * State of the window, and the only way to change it. Rust decides every step. The wizard draws it, and the failure
 * of the last call.
 */
import { render } from "lit-html";
import * as api from "./api.ts";
import { arrive, fieldToCorrect, leadToFailure } from "./arrival.js";
import { asFailure } from "./shell.js";
import { Countdown } from "./countdown.js";
import { Drafts, endsStay } from "./drafts.js";
import { fieldIds, firstField } from "./field-ids.js";
import { KnownAgency } from "./known-agency.js";
import { LeftPlaces } from "./left-places.js";
import { applyBrand, applyPreferences } from "./look.js";
import { PendingCall } from "./pending-call.js";
import { letMove } from "./stillness.js";
import { speakTo, text } from "./text.js";

/** @typedef {import("./bindings.ts").Step} Step */
/** @typedef {import("./bindings.ts").Shown} Shown */
/** @typedef {import("./bindings.ts").Failure} Failure */
/** @typedef {import("./bindings.ts").Field} Field */
/** @typedef {import("./screen.ts").Name} Name */
/** @typedef {Partial<import("./screen.ts").Given>} Given */
/** A panel over the page, named as the button that opens it. @typedef {"help" | "display" | "terms-of-use" | "personal-data" | "end-visit" | "proxy" | "support"} Panel */
/** @typedef {"number" | "code" | "sms" | "email" | "signIn" | "general"} ContactReason */
/**
 * Parts of the window. `main.js` provides them, so that the wizard knows no screen by name.
 * @typedef {object} WindowParts
 * @property {(name: Name) => import("./screen.ts").AnyScreen} screenOf
 * @property {(name: Name) => Promise<void>} ready
 * @property {() => Promise<void>} loadScreens
 * @property {(wizard: Wizard) => import("lit-html").TemplateResult} windowFrame
 */

export class Wizard {
  /** @type {Step | null} null before the shell has returned one */
  step = null;
  /** State of the current screen; only the screen knows its type. @type {unknown} */
  #local = undefined;
  /** @type {Failure | null} */
  failure = null;
  /** Whether the failure is told at the only field of the question, which has the focus, and not in the summary. */
  toldAtField = false;
  /** @type {import("./bindings.ts").LandlordProfile | null} null: the configuration cannot be read */
  landlord;
  /** @type {string | null} the landlord's logo as a data URL */
  logo;
  agency = new KnownAgency(() => this.redraw());
  /** Of an idle window, or an idle visit. */
  countdown = new Countdown(() => this.redraw());
  /** @type {import("./bindings.ts").Preferences} */
  preferences;
  /** @type {import("./bindings.ts").Frame} */
  #frame = { secretsKept: "keyring", disk: "works", lockable: false, hasOthers: false, person: null, counter: null };
  /** @type {Panel | null} */
  panel = null;
  /** Heading to announce, when the focus passes it over. */
  arrival = "";
  /** What to do once the proxy lets requests through. */
  #afterProxy = () => {};
  /** Why the tenant contacts the agency: the screen says what to tell it. @type {ContactReason} */
  contactReason = "general";

  #root;
  #parts;
  #drafts = new Drafts();
  #leftPlaces = new LeftPlaces();
  /** *Retour* was pressed, and its step is not shown yet. */
  #goesBack = false;
  #call = new PendingCall({
    lasts: () => this.#tellItLasts(),
    succeeded: () => {
      this.failure = null;
    },
    failed: (thrown) => this.fail(thrown),
  });

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
    applyPreferences(preferences);
    applyBrand(landlord);
  }

  /** How far a pending call is; null: no call is pending. */
  get phase() {
    return this.#call.phase;
  }

  /** Id of the text that says what is pending. */
  get busy() {
    return this.#call.busy;
  }

  get name() {
    return this.step?.screen ?? "opening";
  }

  get heading() {
    return this.#screen.heading(this.#context);
  }

  /** Id of the help text for the current screen. */
  get advice() {
    return this.#screen.help?.(this.#context) ?? `help-${this.name}`;
  }

  /** Rendered page of the current screen. */
  get page() {
    return this.#screen.view(this.#context);
  }

  /** Frame around the screen; each step comes with a new one. */
  get frame() {
    return this.#frame;
  }

  set frame(frame) {
    this.#frame = frame;
    speakTo(frame.counter && !frame.counter.handedOver ? "staff" : "tenant");
  }

  /** Null on a tenant's own computer. */
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
   * Asks the shell for the next step. Ignored while another call is pending.
   * @param {() => Promise<Shown>} work
   * @param {string} [busy]
   * @param {Given} [given] extra data for the screen of the step
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
   * Like {@link act}, for an answer that is not a step.
   * @template T
   * @param {import("./pending-call.js").Attempt<T>} attempt
   */
  attempt(attempt) {
    if (this.phase === null) this.#call.run(attempt);
  }

  /** Reads the frame after a call that used the keyring but returned no step: the keyring may fail (S13). */
  async learnFrame() {
    this.frame = await api.frame();
  }

  /** Prints the page on screen. A failure closes the panel, which would hide the message on the page. */
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
   * Like {@link attempt}, but replaces a pending call.
   * @template T
   * @param {import("./pending-call.js").Attempt<T>} attempt
   */
  stepAside(attempt) {
    this.#call.run(attempt);
  }

  /** Repeats the last call: after a failure, or in place of a slow one. */
  retry() {
    this.#call.again();
  }

  /** Action of *Retour* on this screen; null without one. */
  get back() {
    return this.#screen.back?.(this.#context) ?? null;
  }

  /** Asks the shell for the previous step. *Retour* always works: it drops the answer of a pending call. */
  stepBack = () => {
    this.#call.settle();
    this.#goesBack = true;
    this.act(api.goBack, "busy-opening");
  };

  /**
   * @param {Shown} shown
   * @param {Given} [given] extra data for the screen of the step
   */
  show({ step, frame }, given) {
    this.frame = frame;
    const left = this.step?.screen;
    const sameScreen = left === step.screen;
    if (left && !sameScreen) {
      this.#drafts.keep(left);
      this.#leftPlaces.keep(left);
    }
    if (left) this.#drafts.keepKnown(left, this.#screen.keeps?.(this.#context));
    this.#screen.leave?.(this.#context);
    this.#call.settle();
    this.failure = null;
    // The help asks for it each time it opens.
    if (endsStay(step)) this.agency.contact = null;
    this.step = step;
    /** @type {Partial<Record<Name, unknown>>} */
    const gifts = given ?? {};
    const known = this.#drafts.knownFor(step);
    this.#local = this.#screen.enter?.({ wizard: this, step }, gifts[step.screen] ?? known);
    this.panel = null;
    this.redraw();
    if (!sameScreen) this.#drafts.restore(step);
    if (sameScreen && this.#screen.arrive) this.#screen.arrive();
    else this.#arrive();
    // A question begins at its field, wherever one comes from.
    if (this.#goesBack && !sameScreen && !firstField()) this.#leftPlaces.returnTo(step.screen);
    this.#goesBack = false;
  }

  /** Updates the step without drawing. A step of another screen is ignored. @param {Shown} shown */
  update({ step, frame }) {
    this.frame = frame;
    if (this.step?.screen === step.screen) this.step = step;
  }

  /**
   * Whether a text was left in a field of a screen that is not shown.
   * @param {Name} screen
   * @param {Field} field
   */
  hasDraft(screen, field) {
    return this.step?.screen !== screen && this.#drafts.holds(screen, fieldIds[field]);
  }

  /** Whether the screen with this state is still shown. @param {unknown} local */
  shows(local) {
    return this.#local === local;
  }

  /** Redraws if the screen with this state is still shown. @param {unknown} local */
  redrawFor(local) {
    if (this.shows(local)) this.redraw();
  }

  /** Called when the window gets the focus. */
  onFocus() {
    this.#screen.onFocus?.(this.#context);
  }

  /** Changes the view inside the same screen, and drops a pending call. @param {() => void} change */
  changeView(change) {
    this.#call.settle();
    this.failure = null;
    change();
    this.redraw();
    this.#arrive();
  }

  /** @param {unknown} thrown */
  fail(thrown) {
    this.#call.settle();
    this.#goesBack = false;
    letMove();
    // The same message is announced again only if it was gone.
    this.failure = null;
    this.redraw();
    this.failure = asFailure(thrown);
    this.#screen.failed?.(this.#context, this.failure);
    const field = fieldToCorrect(this.failure);
    this.toldAtField = field !== null;
    this.redraw();
    leadToFailure(field, this.failure);
  }

  /** @param {Field} field */
  fieldFailures(field) {
    return this.failure?.fields.filter((one) => one.field === field) ?? [];
  }

  /** Drops the failures of a field that is corrected. @param {Field} field */
  mend(field) {
    if (!this.failure) return;
    const fields = this.failure.fields.filter((one) => one.field !== field);
    this.failure = fields.length > 0 ? { ...this.failure, fields } : null;
    this.redraw();
  }

  /** Drops the failure of the whole screen: the answer that failed is another one now, and *Réessayer* would send it. */
  mendScreen() {
    if (this.failure?.fields.length === 0) this.failure = null;
    this.redraw();
  }

  /** Asks for the name and password of the proxy on the way. @param {() => void} then what to do once it lets through */
  askProxyPassword(then) {
    this.#afterProxy = then;
    this.open("proxy");
  }

  /** The proxy lets through: goes on with what it had stopped. */
  passProxy() {
    this.closePanel();
    this.#afterProxy();
  }

  /** @param {Panel} panel */
  async open(panel) {
    await this.#parts.loadScreens();
    this.panel = panel;
    this.redraw();
    if (panel === "help") this.agency.refresh();
  }

  /** Closes the panel. The focus goes to what opened it; to the heading, where that is gone. */
  closePanel() {
    // The panel of the support is opened from the help.
    const opener = this.panel === "support" ? "help" : this.panel;
    this.panel = null;
    this.redraw();
    if (opener) (document.getElementById(opener) ?? document.querySelector("h1"))?.focus();
  }

  /** @param {Partial<import("./bindings.ts").Preferences>} change */
  prefer(change) {
    this.preferences = { ...this.preferences, ...change };
    applyPreferences(this.preferences);
    this.redraw();
    api.setPreferences(this.preferences).catch(() => {
      // The choice still applies until the window closes: no reason to interrupt the tenant.
    });
  }

  redraw() {
    // The static first paint stays until there is a step or a failure.
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

  /** Argument of a screen's functions. */
  get #context() {
    return { wizard: this, step: this.step, local: this.#local };
  }

  /** Leads to the question on screen. Its heading is announced where the focus passes it over. */
  #arrive() {
    letMove();
    this.arrival = arrive() ? this.heading : "";
    this.redraw();
  }

  /** Tells that the call takes long. */
  #tellItLasts() {
    // What is tried again has not failed yet. Its button goes with the message, and the focus must not be lost.
    const leavesMessage = document.getElementById("error-summary")?.contains(document.activeElement);
    if (this.step) this.failure = null;
    this.redraw();
    if (leavesMessage) document.querySelector("h1")?.focus({ preventScroll: true });
  }
}
