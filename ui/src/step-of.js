/**
 * The step a screen draws; the wizard calls a screen only for its own.
 * @template {import("./bindings.ts").Step["screen"]} S
 * @param {import("./wizard.js").Wizard} wizard
 * @param {S} _screen
 */
export function stepOf(wizard, _screen) {
  return /** @type {Extract<import("./bindings.ts").Step, { screen: S }>} */ (wizard.step);
}
