/**
 * F1 opens the help, Alt+← goes back. Esc (dialogs) and Enter (forms) are the browser's own.
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
