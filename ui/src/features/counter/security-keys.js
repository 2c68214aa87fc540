import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { typed } from "../../field-ids.js";
import { dayOf } from "../../format.js";
import { keyDrawing } from "../../parts/drawings/key.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice, questionForm } from "../../parts/question-form.js";
import { textField } from "../../parts/text-field.js";
import { text } from "../../text.js";
import { help } from "./frame.js";
import { clearProofs, codeField } from "./proof-fields.js";
import { askKey, askedKey, keyButton, noKey } from "./security-key.js";

/**
 * @typedef {import("../../wizard.js").Wizard} Wizard
 * @typedef {import("../../bindings.ts").SecurityKeyView} Key
 * @typedef {{
 *   key: import("./security-key.js").Asking,
 *   newKey: import("./security-key.js").Asking,
 *   made: boolean,
 *   removed: string | null,
 *   done: "" | "security-key-added" | "security-key-removed",
 * }} Local `made`: a new key has answered; `removed`: the id of the key to remove
 */

/** @type {import("../../screen.ts").Screen<"securityKeys", Local>} */
export const securityKeys = {
  heading: () => text("security-keys-heading"),
  help,
  back: ({ wizard }) => wizard.stepBack,
  enter: (_entered, given) => ({ key: noKey(), newKey: noKey(), made: false, removed: null, done: given?.done ?? "" }),
  leave: clearProofs,
  failed: ({ local }, failure) => {
    // The page of the new key is over, or another key is wanted: it has to be asked again.
    if (failure.code === "securityKeyTooLate" || failure.code === "securityKeyTaken") local.made = false;
  },
  view: ({ wizard, step, local }) =>
    page(wizard, {
      drawing: keyDrawing(),
      body: html`
        <p>${text("security-keys-lead")}</p>
        <p role="status" class="success">${local.done ? text(local.done) : ""}</p>
        ${step.keys.length > 0
          ? html`<ul class="security-keys">
              ${step.keys.map((key) => row(wizard, local, key))}
            </ul>`
          : html`<p>${text("security-keys-none")}</p>`}
        ${question(wizard, local, step.keys)}
      `,
    }),
};

/**
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {Key} key
 */
function row(wizard, local, { id, name, addedAt }) {
  const choose = () => wizard.changeView(() => Object.assign(local, { removed: id, made: false, done: "" }));
  return html`<li data-key-id=${id}>
    <div>
      <p class="key-name breakable">${name}</p>
      <p>${text("security-key-since", { date: dayOf(addedAt) })}</p>
    </div>
    <button type="button" class="secondary-action" @click=${choose}>${text("security-key-remove")}<span class="visually-hidden"> ${name}</span></button>
  </li>`;
}

/**
 * What is asked below the list: to remove a key, to name a new one, or nothing yet.
 * @param {Wizard} wizard
 * @param {Local} local
 * @param {Key[]} keys
 */
function question(wizard, local, keys) {
  const chosen = keys.find((key) => key.id === local.removed);
  if (chosen) {
    const remove = () => wizard.act(() => api.removeSecurityKey(chosen.id, typed("staffCode")), "busy-sending", { securityKeys: { done: "security-key-removed" } });
    return questionForm(wizard, {
      action: text("security-key-remove-it"),
      onSubmit: remove,
      beside: keyButton(wizard, local, remove),
      body: html`<h2>${text("security-key-removing", { name: chosen.name })}</h2>
        ${codeField(wizard)} ${askedKey(local.key)}`,
    });
  }
  if (local.made) {
    const add = () => wizard.act(() => api.addSecurityKey(typed("name"), typed("staffCode")), "busy-sending", { securityKeys: { done: "security-key-added" } });
    return questionForm(wizard, {
      action: text("security-key-add-it"),
      onSubmit: add,
      beside: keys.length > 0 ? keyButton(wizard, local, add) : undefined,
      body: html`<h2>${text("security-key-new")}</h2>
        <p>${text("security-key-page-done")}</p>
        ${textField(wizard, { field: "name", label: text("security-key-name-label"), hint: text("security-key-name-hint") })} ${codeField(wizard)}
        ${askedKey(local.key)}`,
    });
  }
  const answered = () => wizard.changeView(() => Object.assign(local, { made: true, done: "" }));
  return html`${local.newKey.shown ? nothing : html`<p>${text("security-key-add-hint")}</p>`} ${askedKey(local.newKey)} ${busyNotice(wizard)}
    <button type="button" id="add-security-key" class="main-action" @click=${() => askKey(wizard, local, local.newKey, true, answered)}>
      ${icon("elsewhere")}${text(local.newKey.shown ? "staff-key-again" : "security-key-add")}
    </button>`;
}
