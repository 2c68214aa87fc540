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
}
