/**
 * Copies a text to the clipboard.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} text
 * @param {() => void} note called once the text is copied
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
