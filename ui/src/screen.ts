/** What a screen is. Types only: the build takes nothing from this file. */
import type { TemplateResult } from "lit-html";
import type { Failure, Field, Step } from "./bindings.ts";
import type { Wizard } from "./wizard.js";

/** Each step has the screen of its name; `opening` is shown before the first step. */
export type Name = Step["screen"] | "opening";

/** The step that a screen draws; the wizard calls a screen only for its own. */
export type StepOf<N extends Name> = N extends Step["screen"] ? Extract<Step, { screen: N }> : null;

/** What a screen may be given beside its step, by the screen that asks for the step. */
export interface Given {
  receipts: { document: string };
  counterDesk: { done: "staff-password-changed" };
}

type GivenTo<N extends Name> = N extends keyof Given ? Given[N] | undefined : undefined;

/** A screen that is on display. `local` is what it keeps for itself until it is left. */
export interface Shown<S, Local> {
  wizard: Wizard;
  step: S;
  local: Local;
}

/** A screen that is about to be on display. */
export interface Entered<S> {
  wizard: Wizard;
  step: S;
}

interface Drawn<S, Local> {
  /** The question, also the window's title. */
  heading(shown: Shown<S, Local>): string;
  /** The window's title, where the heading names a tenant at a counter: what a desktop notes of windows outlasts the visit (S21). */
  title?(): string;
  view(shown: Shown<S, Local>): TemplateResult;
  /** What *Retour* does now; null or absent where there is none. */
  back?(shown: Shown<S, Local>): (() => void) | null;
  /** Clears what may not stay. */
  leave?(shown: Shown<S, Local>): void;
  failed?(shown: Shown<S, Local>, failure: Failure): void;
  /** The window is looked at after another one. */
  seenAgain?(shown: Shown<S, Local>): void;
  /** Where the focus begins, where it is not the heading. */
  firstField?: Field;
  /** Moves the focus when the same screen comes again with another step. */
  arrive?(): void;
  /** The text with its advice, where it is not `help-` and the screen's name. */
  help?(shown: Shown<S, Local>): string;
}

/** The screen of the step `N`. One that keeps a `Local` for itself makes it in `enter`. */
export type Screen<N extends Name, Local = undefined> = Drawn<StepOf<N>, Local> & ([Local] extends [undefined] ? unknown : { enter(entered: Entered<StepOf<N>>, given: GivenTo<N>): Local });

/** Any screen, as the wizard sees it: only the screen knows what it keeps. */
export interface AnyScreen<S = Step | null> extends Drawn<S, unknown> {
  enter?(entered: Entered<S>, given: unknown): unknown;
}
