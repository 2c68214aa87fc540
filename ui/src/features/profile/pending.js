/** What *Mon profil* shows of a change that does not count yet (S8). */
import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { maskedPhone, moment } from "../../format.js";
import { phoneAloud } from "../../parts/masked.js";
import { text } from "../../text.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").ProfileOverview} Overview */

/**
 * The address on file, and another one that waits.
 * @param {Wizard} wizard
 * @param {Overview} overview
 */
export function emailWithPending(wizard, { email, emailConfirmed, pendingEmail }) {
  const lead = emailConfirmed ? nothing : html`<span class="block">${text("profile-email-unconfirmed")}</span>`;
  return html`<span class="breakable">${email}</span> ${lead} ${pendingEmail ? waitingEmail(wizard, pendingEmail, pendingEmail.email === email) : nothing}`;
}

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").PendingEmailView} pending
 * @param {boolean} same whether it is the address on file, whose code did not come back yet
 */
function waitingEmail(wizard, { email, codeWanted, countsFrom, oldAddressDecides }, same) {
  return html`
    <span id="pending-email" class="block">
      ${same ? nothing : html`${text("profile-pending-email")} <strong class="breakable">${email}</strong>.`}
      ${codeWanted ? text("profile-pending-code") : nothing} ${countsFrom ? text("profile-pending-until", { moment: moment(countsFrom) }) : nothing}
      ${oldAddressDecides ? text("profile-pending-hasten") : nothing}
    </span>
    ${codeWanted || oldAddressDecides ? codeButton(wizard, "email") : nothing} ${same ? nothing : withdrawButton(wizard, "email")}
  `;
}

/**
 * The mobile on file, and another one that waits.
 * @param {Wizard} wizard
 * @param {unknown} current
 * @param {Overview["pendingMobile"]} pending
 */
export function mobileWithPending(wizard, current, pending) {
  if (!pending) return current;
  return html`
    ${current}
    <span id="pending-mobile" class="block">
      ${text("profile-pending-mobile")} <strong class="telephone" aria-hidden="true">${maskedPhone(pending.mobile)}</strong>${phoneAloud(pending.mobile)}.
      ${text("profile-pending-until", { moment: moment(pending.countsFrom) })} ${pending.oldAddressDecides ? text("profile-pending-hasten") : nothing}
    </span>
    ${pending.oldAddressDecides ? codeButton(wizard, "mobile") : nothing} ${withdrawButton(wizard, "mobile")}
  `;
}

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").PendingKind} kind
 */
const codeButton = (wizard, kind) => html`<button type="button" id="mail-code-${kind}" class="link" @click=${() => wizard.act(() => api.askProfile("mailCode"), "busy-opening")}>${text("profile-pending-type")}</button>`;

/**
 * @param {Wizard} wizard
 * @param {import("../../bindings.ts").PendingKind} kind
 */
const withdrawButton = (wizard, kind) => html`<button type="button" id="withdraw-${kind}" class="link" @click=${() => wizard.act(() => api.withdrawProfileChange(kind), "busy-change")}>${text("profile-pending-withdraw")}</button>`;
