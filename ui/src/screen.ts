/** The types of a screen. This file has no code. */
import type { TemplateResult } from "lit-html";
import type { Failure, Step } from "./bindings.ts";
import type { Wizard } from "./wizard.js";

/** Each step has a screen of the same name. `opening` is shown before the first step. */
export type Name = Step["screen"] | "opening";

/** The step that a screen draws. The wizard calls a screen only for its own step. */
export type StepOf<N extends Name> = N extends Step["screen"] ? Extract<Step, { screen: N }> : null;

/** What the screen that asks for a step may hand to the next screen. */
export interface Given {
  receipts: { document: string };
  newMessage: { chosen: { name: string; thumbnail: string }[] };
  home: { pinChosen: boolean };
  signIn: { signedOut: boolean };
  counterDesk: { done: "staff-password-changed" };
  securityKeys: { done: "security-key-added" | "security-key-removed" };
}

type GivenTo<N extends Name> = N extends keyof Given ? Given[N] | undefined : undefined;

/** The current screen. `local` is its own state, dropped when it is left. */
export interface ScreenContext<S, Local> {
  wizard: Wizard;
  step: S;
  local: Local;
}

/** A screen about to be shown. */
export interface Entered<S> {
  wizard: Wizard;
  step: S;
}

interface Drawn<S, Local> {
  /** The question, also the window's title. */
  heading(context: ScreenContext<S, Local>): string;
  /** The window's title where the heading names a tenant at a counter: a desktop may keep titles after the visit (S21). */
  title?(): string;
  view(context: ScreenContext<S, Local>): TemplateResult;
  /** What *Retour* does; null or absent where there is none. */
  back?(context: ScreenContext<S, Local>): (() => void) | null;
  /** Clears what must not outlast the screen. */
  leave?(context: ScreenContext<S, Local>): void;
  /** What it is given when it is opened again, kept as long as its drafts. */
  keeps?(context: ScreenContext<S, Local>): unknown;
  failed?(context: ScreenContext<S, Local>, failure: Failure): void;
  /** Called when the window gets the focus again. */
  onFocus?(context: ScreenContext<S, Local>): void;
  /** Moves the focus when the same screen is shown again with another step. */
  arrive?(): void;
  /** The id of its help text, where it is not `help-` and the screen's name. */
  help?(context: ScreenContext<S, Local>): string;
}

/** The screen of the step `N`. A screen with a `Local` makes it in `enter`. */
export type Screen<N extends Name, Local = undefined> = Drawn<StepOf<N>, Local> & ([Local] extends [undefined] ? unknown : { enter(entered: Entered<StepOf<N>>, given: GivenTo<N>): Local });

/** Any screen, as the wizard sees it: only the screen knows its own state. */
export interface AnyScreen<S = Step | null> extends Drawn<S, unknown> {
  enter?(entered: Entered<S>, given: unknown): unknown;
}
