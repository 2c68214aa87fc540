/**
 * Copies a text to the clipboard. A failure closes the panel, which would hide the message on the page.
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
    (thrown) => {
      wizard.closePanel();
      wizard.fail(thrown);
    },
  );
}
