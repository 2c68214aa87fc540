import "./profile.css";
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { capitalised, dayOf, maskedPhone, moment } from "../../format.js";
import { checkBox } from "../../parts/check-box.js";
import { disclosure } from "../../parts/disclosure.js";
import { icon } from "../../parts/icon.js";
import { legalLinks, termsWhere } from "../../parts/legal-links.js";
import { phoneAloud } from "../../parts/masked.js";
import { busyNotice } from "../../parts/question-form.js";
import { openSavedFile, savedWords } from "../../parts/saved-file.js";
import { text } from "../../text.js";
import { saveExport } from "./actions.js";
import { WAITING } from "./freshness.js";
import { emailWithPending, mobileWithPending } from "./pending.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("./actions.js").Local} Local */
/** @typedef {import("../../bindings.ts").ProfileQuestion} ProfileQuestion */

/**
 * Sections of *Mon profil*. Each item that can change has its own button.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {import("../../bindings.ts").PinStatus} pin
 */
export function profileSections(wizard, own, pin) {
  const { overview } = own;
  const devices = overview?.devices.length ?? 0;
  return html`
    <h2>${text("profile-reach")}</h2>
    <ul class="profile-rows">
      ${row(wizard, own, "email", overview && emailWithPending(wizard, overview))}
      ${row(wizard, own, "mobile", overview && mobileWithPending(wizard, overview.mobile ? mobile(overview.mobile) : text("profile-none"), overview.pendingMobile))}
      ${row(wizard, own, "landline", overview && (overview.landline ? html`<span class="telephone">${overview.landline}</span>` : text("profile-none")))}
    </ul>
    <h2>${text("profile-sign-in")}</h2>
    <ul class="profile-rows">
      ${row(wizard, own, "password", text("profile-password-hidden"))} ${row(wizard, own, "devices", overview && text("profile-devices-count", { count: devices }))}
    </ul>
    <h2>${text("profile-consents")}</h2>
    <ul class="profile-rows">
      ${row(wizard, own, "electronicReceipts", overview && capitalised(consent(overview.electronicReceipts)))}
      ${row(wizard, own, "mails", overview && capitalised(consent(overview.mails)))}
      <li>
        <div class="profile-what">
          <p class="profile-name">${text("profile-terms")}</p>
          <p class="profile-value">${overview ? text("profile-terms-accepted", { date: dayOf(overview.termsAcceptedAt) }) : unknown(own)}</p>
          ${wizard.landlord?.termsUrl ? html`<p class="profile-value breakable">${termsWhere(wizard.landlord.termsUrl)}</p>` : nothing} ${legalLinks(wizard)}
        </div>
      </li>
    </ul>
    <h2>${text("profile-here")}</h2>
    ${pinRow(wizard, pin)}
    ${checkBox({
      id: "new-document-notices",
      label: text("profile-notices"),
      hint: text("profile-notices-hint"),
      checked: wizard.preferences.newDocumentNotices,
      onChange: (newDocumentNotices) => wizard.prefer({ newDocumentNotices }),
    })}
    ${overview && overview.helped.length > 0 ? helped(overview.helped) : nothing}
    <h2>${text("profile-data")}</h2>
    <p>${text("profile-data-lead", { landlord: wizard.landlordName })}</p>
    <div class="profile-exports">
      <button type="button" id="export-pdf" class="secondary-action" aria-describedby=${waiting(own)} @click=${() => saveExport(wizard, own, "pdf")}>
        ${icon("save")}${text("profile-export-pdf")}
      </button>
      <div class="profile-formats">
        ${disclosure(wizard, own, {
          name: "formats",
          id: "export-others",
          title: text("profile-export-others"),
          content: html`<button type="button" id="export-json" class="secondary-action" aria-describedby=${waiting(own)} @click=${() => saveExport(wizard, own, "json")}>
            ${icon("save")}${text("profile-export-json")}
          </button>`,
        })}
      </div>
    </div>
    ${own.exporting ? busyNotice(wizard) : nothing}
    <p role="status" class="success saved">${own.exportSaved ? savedWords(own.exportSaved) : ""}</p>
    ${own.exportSaved ? openSavedFile(wizard) : nothing}
    <p class="profile-end">
      <button type="button" id="delete-account" class="link" @click=${() => wizard.act(() => api.askProfile("deletion"), "busy-opening")}>${text("profile-delete")}</button>
    </p>
  `;
}

/** Actions of agency staff, newest first (S22). @param {import("../../bindings.ts").StaffHelp[]} all */
function helped(all) {
  return html`
    <h2>${text("profile-helped")}</h2>
    <ul class="profile-rows" id="helped">
      ${all.map(
        ({ at, action, staff, agency }) => html`<li>
          <div class="profile-what">
            <p class="profile-name">${text(`helped-${action}`)}</p>
            <p class="profile-value">${moment(at)}, ${staff}, ${agency}</p>
          </div>
        </li>`,
      )}
    </ul>
  `;
}

/**
 * An item with its name, its value, and *Modifier* or *Voir*.
 * @param {Wizard} wizard
 * @param {Local} own
 * @param {ProfileQuestion} question
 * @param {unknown} value null while it is unknown
 */
function row(wizard, own, question, value) {
  const name = text(`profile-name-${question}`, { landlord: wizard.landlordName });
  return html`
    <li>
      <div class="profile-what">
        <p class="profile-name">${name}</p>
        <div class="profile-value">${value ?? unknown(own)}</div>
      </div>
      <button type="button" id="change-${question}" class="secondary-action" aria-describedby=${waiting(own)} @click=${() => wizard.act(() => api.askProfile(question), "busy-opening")}>
        ${text(question === "devices" ? "profile-see" : "profile-change")}<span class="visually-hidden"> ${name}</span>
      </button>
    </li>
  `;
}

/**
 * The PIN of this computer (S12), and the button to change person.
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").PinStatus} pin
 */
function pinRow(wizard, pin) {
  const name = text("profile-pin");
  return html`<ul class="profile-rows">
    <li>
      <div class="profile-what">
        <p class="profile-name">${name}</p>
        <p class="profile-value">${text(`profile-pin-${pin}`)}</p>
      </div>
      ${pin === "unavailable"
        ? nothing
        : html`<button type="button" id="open-pin" class="secondary-action" @click=${() => wizard.act(api.openPin, "busy-opening")}>
            ${text(pin === "set" ? "profile-change" : "profile-pin-choose")}<span class="visually-hidden"> ${name}</span>
          </button>`}
      ${pin === "set"
        ? html`<button type="button" id="open-pin-removal" class="secondary-action" @click=${() => wizard.act(api.openPinRemoval, "busy-opening")}>
            ${text("profile-pin-remove")}<span class="visually-hidden"> ${name}</span>
          </button>`
        : nothing}
    </li>
    <li>
      <div class="profile-what">
        <p class="profile-name">${text("people-change-name")}</p>
      </div>
      <button type="button" id="open-people" class="secondary-action" @click=${() => wizard.act(api.openPeople, "busy-opening")}>${text("people-change")}</button>
    </li>
  </ul>`;
}

/** Text for an unknown value. Blank during a fetch, which is mostly short. @param {Local} own */
const unknown = ({ refreshing }) => (refreshing ? "\u00a0" : text("profile-unknown"));

/** Id of the line that says why changes have to wait, if they do. @param {Local} own */
function waiting({ notRefreshed, refreshing }) {
  return notRefreshed && !refreshing ? WAITING : nothing;
}

/** @param {import("../../bindings.ts").MaskedPhone} mask */
function mobile(mask) {
  return html`
    <span class="telephone" aria-hidden="true">${maskedPhone(mask)}</span>
    ${phoneAloud(mask)}
  `;
}

/** « oui, depuis le 1er août 2026 » @param {import("../../bindings.ts").ConsentView} consent */
export function consent({ given, since }) {
  return text(given ? "profile-consent-given" : "profile-consent-withheld", { date: dayOf(since) });
}
