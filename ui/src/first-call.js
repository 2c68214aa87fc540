/**
 * The first screen is asked for before the rest of the wizard's script runs: the shell answers meanwhile. This module is imported first.
 */
import * as api from "./api.js";

/** @type {Promise<import("./bindings.ts").Opening> | null} */
let asked = api.opening();
asked.catch(() => {
  // Whoever takes the answer tells the failure.
});

/** The first screen; asked for again after a failure. */
export function opening() {
  const answer = asked ?? api.opening();
  asked = null;
  return answer;
}
