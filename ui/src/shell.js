/**
 * The only file that knows Tauri. `api.ts` has a function for each command.
 * A command rejects with a {@link import("./bindings.ts").Failure}.
 * A rejection of any other shape becomes `internal`.
 */
import { Channel, invoke } from "@tauri-apps/api/core";

/** @typedef {import("./bindings.ts").Failure} Failure */

/**
 * Globals that the shell sets before any script of the page runs (`src-tauri/window.rs`).
 * @typedef {{ firstPaint: import("./bindings.ts").FirstPaint, opening: Promise<unknown> | null }} Written
 */
const written = /** @type {Written} */ (/** @type {unknown} */ (window));
export const { firstPaint } = written;

/**
 * @template T
 * @param {string} command
 * @param {Record<string, unknown> | Uint8Array} [args]
 * @returns {Promise<T>}
 */
export const call = (command, args) => answered(invoke(command, args));

/**
 * Returns the answer of the command `opening`, which the shell called while this script was loading. Null after
 * the first call.
 * @template T
 * @returns {Promise<T> | null}
 */
export function firstOpening() {
  const asked = /** @type {Promise<T> | null} */ (written.opening);
  written.opening = null;
  return asked && answered(asked);
}

/**
 * Creates the channel to which a command reports its progress.
 * @template T
 * @param {(progress: T) => void} listen
 * @returns {Channel<T>}
 */
export const reporting = (listen) => new Channel(listen);

/**
 * @template T
 * @param {Promise<T>} asked
 */
async function answered(asked) {
  try {
    return await asked;
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/**
 * @param {unknown} thrown
 * @returns {Failure}
 */
export function asFailure(thrown) {
  if (typeof thrown === "object" && thrown !== null && "code" in thrown && "fields" in thrown) {
    return /** @type {Failure} */ (thrown);
  }
  console.error(thrown);
  return { code: "internal", fields: [], retryAt: null, term: null, reference: null, detail: null, address: null };
}
