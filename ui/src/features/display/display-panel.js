import { html } from "lit-html";
import { panel } from "../../parts/panel.js";
import { radioGroup } from "../../parts/radio-group.js";
import { text } from "../../text.js";

/**
 * Panel for the look of the window. Each choice applies at once.
 * @param {import("../../wizard.js").Wizard} wizard
 */
export function displayPanel(wizard) {
  const { textSize, contrast, appearance } = wizard.preferences;
  return panel({
    title: text("display"),
    onClose: () => wizard.closePanel(),
    body: html`
      ${radioGroup({
        name: "text-size",
        legend: text("display-text-size"),
        value: textSize,
        choices: /** @type {const} */ ([100, 125, 150, 200]).map((value) => ({ value, label: text(`display-text-size-${value}`) })),
        onChoose: (value) => wizard.prefer({ textSize: value }),
      })}
      ${radioGroup({
        name: "contrast",
        legend: text("display-contrast"),
        value: contrast,
        choices: /** @type {const} */ (["normal", "strong"]).map((value) => ({ value, label: text(`display-contrast-${value}`) })),
        onChoose: (value) => wizard.prefer({ contrast: value }),
      })}
      ${radioGroup({
        name: "appearance",
        legend: text("display-appearance"),
        value: appearance,
        choices: /** @type {const} */ (["light", "dark", "automatic"]).map((value) => ({ value, label: text(`display-appearance-${value}`) })),
        onChoose: (value) => wizard.prefer({ appearance: value }),
      })}
    `,
  });
}
