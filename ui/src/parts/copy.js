/**
 * Puts a text on the clipboard.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} text
 * @param {() => void} note what the screen notes once that is done
 */
export function copyText(wizard, text, note) {
  navigator.clipboard.writeText(text).then(
    () => {
      note();
      wizard.redraw();
    },
    (thrown) => wizard.fail(thrown),
  );
}
