/**
 * Copies a text to the clipboard.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {string} text
 * @param {() => void} onCopied called once the text is copied
 */
export function copyText(wizard, text, onCopied) {
  navigator.clipboard.writeText(text).then(
    () => {
      onCopied();
      wizard.redraw();
    },
    (thrown) => wizard.fail(thrown),
  );
}
