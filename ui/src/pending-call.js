/** The call to the shell that is pending: its answer counts until it is replaced or dropped. */

/** @typedef {"quiet" | "underWay" | "slow"} Phase */
/**
 * A call to the shell. `done` gets its answer; `busy` is the id of the text shown while it is pending. A call that
 * waits for the tenant, as in the system's save dialog, is `unhurried`: it is never reported as slow.
 * @template T
 * @typedef {{ work: () => Promise<T>, done: (answer: T) => void, busy: string, unhurried?: boolean }} Attempt
 */

const UNDER_WAY_AFTER = 1_000;
const SLOW_AFTER = 10_000;

export class PendingCall {
  /** @type {Phase | null} null: no call is pending */
  phase = null;
  /** @type {string} */
  busy = "busy-sending";
  #lasts;
  #succeeded;
  #failed;
  #call = 0;
  /** @type {number[]} */
  #timers = [];
  /** @type {(() => void) | null} */
  #doAgain = null;

  /** @param {{ lasts: () => void, succeeded: () => void, failed: (thrown: unknown) => void }} told who is told of a call */
  constructor({ lasts, succeeded, failed }) {
    this.#lasts = lasts;
    this.#succeeded = succeeded;
    this.#failed = failed;
  }

  /**
   * Makes a call, in place of a pending one.
   * @template T
   * @param {Attempt<T>} attempt
   */
  run(attempt) {
    this.settle();
    const call = this.#call;
    this.#doAgain = () => this.run(attempt);
    this.busy = attempt.busy;
    this.phase = "quiet";
    this.#timers = [window.setTimeout(() => this.#enterPhase("underWay"), UNDER_WAY_AFTER)];
    if (!attempt.unhurried) this.#timers.push(window.setTimeout(() => this.#enterPhase("slow"), SLOW_AFTER));
    attempt.work().then(
      (answer) => {
        if (call !== this.#call) return;
        this.settle();
        this.#succeeded();
        attempt.done(answer);
      },
      (thrown) => {
        if (call === this.#call) this.#failed(thrown);
      },
    );
  }

  /** Makes the last call again. */
  again() {
    this.#doAgain?.();
  }

  /** Drops the answer of a pending call. */
  settle() {
    this.#call += 1;
    this.phase = null;
    for (const timer of this.#timers) window.clearTimeout(timer);
    this.#timers = [];
  }

  /** @param {Phase} phase */
  #enterPhase(phase) {
    this.phase = phase;
    this.#lasts();
  }
}
