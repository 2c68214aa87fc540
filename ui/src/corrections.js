/**
 * Drops the message at a field once what is typed has the form that the field asks for, so that nothing red stays
 * beside what is right. Rust decides whether it has. Nothing moves meanwhile.
 */
import { isMended } from "./api.ts";
import { fieldIds } from "./field-ids.js";
import { withoutMoving } from "./stillness.js";

/** @param {import("./wizard.js").Wizard} wizard */
export function listenToCorrections(wizard) {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const { failure } = wizard;
    const wrong = failure?.fields.find((one) => document.getElementById(`${fieldIds[one.field]}-error`)?.parentElement?.contains(target));
    if (!wrong) return;
    const typed = textOf(target);
    isMended(wrong.field, typed).then(
      (mended) => {
        if (mended && wizard.failure === failure && textOf(target) === typed) withoutMoving(target, () => wizard.mend(wrong.field));
      },
      () => {
        // The message stays until the answer is sent again.
      },
    );
  });
}

/** A ticked box is an answer, an empty one is none. @param {HTMLInputElement | HTMLTextAreaElement} field */
function textOf(field) {
  const isBox = field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
  return isBox && !field.checked ? "" : field.value;
}
