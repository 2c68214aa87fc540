import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { icon } from "./parts/icon.js";
import { countdownOf, counterOf, panelOf } from "./screens.js";
import { text } from "./text.js";

/**
 * Frame around every screen: the landlord's name, *Affichage* and *Besoin d'aide ?*, always in the same place.
 * @param {import("./wizard.js").Wizard} wizard
 */
export function windowFrame(wizard) {
  return html`
    <header class="top-bar">
      <div class="top-bar-inner">
        <p class="brand">
          ${wizard.logo ? html`<img class="brand-logo" src=${wizard.logo} alt="" />` : html`<span class="brand-mark">${icon("house")}</span>`}
          <span class="brand-names">
            <span class="brand-landlord">${wizard.landlordName}</span>
            <span class="brand-product">${wizard.productName}</span>
          </span>
        </p>
        <div class="top-actions">
          <button type="button" id="display" class="quiet" @click=${() => wizard.open("display")}>
            ${icon("display")}${text("display")}
          </button>
          <button type="button" id="help" class="quiet" aria-keyshortcuts="F1" @click=${() => wizard.open("help")}>
            ${icon("help")}${text("help")}
          </button>
        </div>
      </div>
      ${wizard.counter ? counterOf()?.bar(wizard, wizard.counter) : nothing}
      <p id="arrival" class="visually-hidden" role="status">${wizard.arrival}</p>
    </header>
    ${
      // A new screen gets new elements: nothing typed or drawn on the previous one remains.
      keyed(wizard.name, html`<main class="page" data-screen=${wizard.name} ?data-busy=${wizard.phase === "underWay" || wizard.phase === "slow"}>${wizard.page}</main>`)
    }
    ${wizard.panel ? panelOf(wizard.panel)?.(wizard) : nothing} ${wizard.countdown.seconds > 0 ? countdownOf()?.(wizard, wizard.countdown.seconds) : nothing}
  `;
}
