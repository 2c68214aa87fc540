/** A field with its label, hint and message. */
const WHOLE_FIELD = ".field, .check";

/**
 * F1 opens the help, Alt+← goes back. The browser handles Esc (dialogs) and Enter (forms).
 * @param {import("./wizard.js").Wizard} wizard
 */
export function listenToKeys(wizard) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "F1") {
      event.preventDefault();
      if (wizard.panel === null) wizard.open("help");
    }
    if (event.key === "ArrowLeft" && event.altKey) {
      event.preventDefault();
      if (wizard.panel === null) wizard.back?.();
    }
  });
  // The browser brings the control alone into view: its hint would stay under the bar of the main button.
  document.addEventListener("keyup", (event) => {
    if (event.key === "Tab") document.activeElement?.closest(WHOLE_FIELD)?.scrollIntoView({ block: "nearest" });
  });
}
