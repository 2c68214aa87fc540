import { html } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { codeEcho, echoReading, noEcho } from "../../parts/code-echo.js";
import { page } from "../../parts/page.js";
import { phoneField } from "../../parts/phone-field.js";
import { questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { letterDrawing } from "./letter-drawing.js";

/** @typedef {{ echo: import("../../parts/code-echo.js").Echo }} Local */

/** @type {import("../../screen.ts").Screen<"letter", Local>} */
export const letter = {
  heading: () => text("letter-heading"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => {
    /** @type {Local} */
    const local = { echo: noEcho() };
    const before = step.typedCode;
    if (before) read(wizard, local, before);
    return local;
  },
  view: ({ wizard, step, local }) => {
    const { typedCode, typedPhone, purpose } = step;
    return page(wizard, {
      stage: "phone",
      purpose,
      drawing: letterDrawing(),
      drawingStays: true,
      body: questionForm(wizard, {
        action: text("next"),
        onSubmit: () => wizard.act(() => api.submitLetter(typed("letterCode"), typed("phone")), "busy-checking"),
        body: html`
          ${textField(wizard, {
            field: "letterCode",
            label: text("letter-code-label"),
            hint: text("letter-code-hint"),
            value: typedCode,
            size: "code-long",
            onInput: (code) => read(wizard, local, code),
            below: codeEcho(local.echo),
          })}
          ${phoneField(wizard, { label: text("letter-phone-label"), value: typedPhone })}
        `,
      }),
    });
  },
};

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Local} local
 * @param {string} code
 */
function read(wizard, local, code) {
  echoReading(wizard, local.echo, {
    reading: api.readLetterCode(code),
    describe: ({ characters, expected, grouped }) => (characters === 0 ? "" : text("letter-code-echo", { grouped, characters, expected })),
  });
}
