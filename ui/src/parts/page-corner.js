import { html, nothing } from "lit-html";
import * as api from "../api.ts";
import { text } from "../text.js";
import { icon } from "./icon.js";

/** Tells *Connexion* that the person has just signed out, so that it says so. @satisfies {import("../wizard.js").Given} */
export const SIGNED_OUT = { signIn: { signedOut: true } };

/**
 * Who is signed in, *Mon profil*, *Verrouiller* and *Se déconnecter*, to the right of *Retour*, for a tenant at home.
 * @param {import("../wizard.js").Wizard} wizard
 * @param {object} options
 * @param {boolean} options.profile whether to show *Mon profil*
 * @param {string | null} [options.person] who is signed in
 */
export function pageCorner(wizard, { profile, person = null }) {
  return html`<div class="corner">
    ${person ? html`<p id="person" class="signed-in">${person}</p>` : nothing} ${profile ? openProfile(wizard) : nothing}
    ${wizard.frame.lockable ? html`<button type="button" id="lock" class="quiet" @click=${() => api.lock()}>${icon("lock")}${text("pin-lock")}</button>` : nothing}
    <button type="button" id="sign-out" class="quiet" @click=${() => wizard.act(api.askSignOut, "busy-signing-out", SIGNED_OUT)}>${icon("signOut")}${text("sign-out")}</button>
  </div>`;
}

/** @param {import("../wizard.js").Wizard} wizard */
function openProfile(wizard) {
  return html`<button type="button" id="open-profile" class="quiet" @click=${() => wizard.act(api.openProfile, "busy-opening")}>${icon("profile")}${text("profile")}</button>`;
}
