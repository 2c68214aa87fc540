import "./people.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { maskedTenantCode } from "../../format.js";
import { doorDrawing } from "../../parts/drawings/door.js";
import { icon } from "../../parts/icon.js";
import { memoryCallout } from "../../parts/memory-callout.js";
import { page } from "../../parts/page.js";
import { pause } from "../../parts/pause.js";
import { nameOf } from "../../parts/person-name.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @typedef {import("../../bindings.ts").Person} Person */

/** @type {import("../../screen.ts").Screen<"people">} */
export const people = {
  heading: () => text("people-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { people: known, full } = step;
    return page(wizard, {
      drawing: doorDrawing(),
      body: html`
        <ul class="people">
          ${known.map((person) => personRow(wizard, person))}
        </ul>
        ${busyNotice(wizard)}
        ${full
          ? html`<p class="secondary">${text("people-full")}</p>`
          : html`<button type="button" id="add-person" class="secondary-action" @click=${() => wizard.act(api.addPerson, "busy-opening")}>${text("people-somebody-else")}</button>`}
        ${memoryCallout(wizard)}
      `,
    });
  },
};

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Person} person
 */
function personRow(wizard, person) {
  return html`<li>
    <button type="button" class="person" data-person=${person.tenantCodeEnd} @click=${() => wizard.act(() => api.choosePerson(person.number), "busy-opening")}>
      ${icon("profile")}
      <span class="person-facts">
        <span class="person-name">${nameOf(person)}</span>${pause}
        <span class="person-code" aria-hidden="true">${text("people-code", { code: maskedTenantCode(person.tenantCodeEnd) })}</span>
        <span class="visually-hidden">${text("people-code-aloud", { end: person.tenantCodeEnd })}</span>
      </span>
      ${icon("next")}
    </button>
    <button type="button" class="link" data-remove-person=${person.tenantCodeEnd} @click=${() => wizard.act(() => api.askPersonRemoval(person.number), "busy-opening")}>
      ${text("people-remove")}<span class="visually-hidden"> ${nameOf(person)}</span>
    </button>
  </li>`;
}

/** @type {import("../../screen.ts").Screen<"personRemoval">} */
export const personRemoval = {
  heading: ({ step }) => text("person-removal-heading", { person: nameOf(step.person) }),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) =>
    page(wizard, {
      drawing: doorDrawing(),
      // What is lost for good is never the main button.
      body: html`
        <p>${text("person-removal-lead")}</p>
        <p>${text("person-removal-unsent")}</p>
        ${step.sessionStays ? html`<p id="session-stays">${text("person-removal-session")}</p>` : nothing}
        ${busyNotice(wizard)}
        <div class="action-line">
          <button type="button" id="cancel-removal" class="secondary-action" @click=${wizard.stepBack}>${text("person-removal-cancel")}</button>
          <button type="button" id="remove-person" class="secondary-action" @click=${() => wizard.act(api.removePerson, "busy-change")}>${text("person-removal-confirm")}</button>
        </div>
      `,
    }),
};
