import { html, nothing } from "lit-html";
import * as api from "../api.js";
import { helperSays } from "../counter/frame.js";
import { noEcho } from "../parts/code-echo.js";
import { typed } from "../parts/field-ids.js";
import { icon } from "../parts/icon.js";
import { page } from "../parts/page.js";
import { questionForm, underWay } from "../parts/question-form.js";
import { tenantCodeField } from "../parts/tenant-code-field.js";
import { textField } from "../parts/text-field.js";
import { text } from "../text.js";
import { stepOf } from "./step-of.js";

/** @typedef {{ way: "code" | "name", echo: import("../parts/code-echo.js").Echo, figures: import("../bindings.ts").FiguresView | null }} Local */

const help = () => "help-counter";

/** @type {import("./index.js").Screen} */
export const counterDesk = {
  heading: () => text("counter-desk-heading"),
  help,
  enter: (wizard) => {
    /** @type {Local} */
    const own = { way: "code", echo: noEcho(), figures: null };
    // Figures are told when they come: nobody waits for them.
    queueMicrotask(() => {
      api.counterFigures().then(
        (figures) => {
          if (wizard.local !== own) return;
          own.figures = figures;
          wizard.redraw();
        },
        () => {
          // Without a network there are none.
        },
      );
    });
    return own;
  },
  view: (wizard) => {
    /** @type {Local} */
    const own = wizard.local;
    const { desk } = stepOf(wizard, "counterDesk");
    return page(wizard, {
      body: html`
        ${desk.wiped ? wiped(desk.wiped) : nothing} ${desk.recoveryCodesLeft < 3 ? html`<p class="notice">${text("staff-few-recovery-codes", { count: desk.recoveryCodesLeft })}</p>` : nothing}
        ${helperSays("say-desk")} ${own.way === "code" ? byCode(wizard, own) : byName(wizard, own)}
        ${own.figures ? figures(own.figures) : nothing}
      `,
    });
  },
};

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Local} own
 */
function byCode(wizard, own) {
  return questionForm(wizard, {
    action: text("counter-search"),
    onSubmit: () => wizard.act(() => api.searchByCode(typed("tenantCode")), "busy-searching"),
    beside: html`<button type="button" id="search-by-name" class="link" @click=${() => wizard.turn(() => (own.way = "name"))}>${text("counter-by-name")}</button>`,
    body: tenantCodeField(wizard, { echo: own.echo, label: text("tenant-code-label"), hint: text("sign-in-code-hint"), value: "" }),
  });
}

/**
 * @param {import("../wizard.js").Wizard} wizard
 * @param {Local} own
 */
function byName(wizard, own) {
  return questionForm(wizard, {
    action: text("counter-search"),
    onSubmit: () => wizard.act(() => api.searchByName(typed("name"), typed("birthDate")), "busy-searching"),
    beside: html`<button type="button" id="search-by-code" class="link" @click=${() => wizard.turn(() => (own.way = "code"))}>${text("counter-by-code")}</button>`,
    body: html`
      ${textField(wizard, { field: "name", label: text("counter-name-label"), hint: text("counter-name-hint") })}
      ${textField(wizard, { field: "birthDate", label: text("counter-birth-label"), hint: text("counter-birth-hint"), inputmode: "numeric", size: "telephone" })}
    `,
  });
}

/** What was looked at after the visit before. @param {import("../bindings.ts").WipeProof} proof */
function wiped({ places, landlordTold, reason }) {
  const all = places.every(({ clean }) => clean);
  return html`
    <section id="wiped" class=${all ? "wiped" : "wiped not-all"} aria-labelledby="wiped-title">
      <h2 id="wiped-title">${icon(all ? "check" : "alert")}<span>${text(all ? "wiped-heading" : "wiped-not-all")}</span></h2>
      ${reason === "ended" ? nothing : html`<p>${text(`wiped-because-${reason}`)}</p>`}
      <ul>
        ${places.map(({ place, clean }) => html`<li data-place=${place} data-clean=${clean}>${icon(clean ? "check" : "alert")}<span>${text(`wiped-${place}`, { clean: clean ? "yes" : "no" })}</span></li>`)}
        ${landlordTold ? nothing : html`<li>${icon("info")}<span>${text("wiped-landlord-untold")}</span></li>`}
      </ul>
    </section>
  `;
}

/** @param {import("../bindings.ts").FiguresView} told */
function figures({ today, agencyToday, agencyMonth }) {
  return html`
    <section aria-labelledby="figures-title">
      <h2 id="figures-title">${text("figures-today")}</h2>
      ${figureList(today)} ${agencyToday ? html`<h2>${text("figures-agency-today")}</h2>${figureList(agencyToday)}` : nothing}
      ${agencyMonth ? html`<h2>${text("figures-agency-month")}</h2>${figureList(agencyMonth)}` : nothing}
    </section>
  `;
}

/** @param {import("../bindings.ts").CounterFigures} one */
function figureList(one) {
  /** @type {[string, number][]} */
  const shown = [
    [text("figure-visits"), one.visits],
    [text("figure-sign-ups"), one.signUps],
    [text("figure-passwords"), one.passwordResets],
    [text("figure-numbers"), one.newNumbers],
    [text("figure-minutes"), one.minutes],
  ];
  return html`<dl class="counter-figures">
    ${shown.map(
      ([name, count]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${count}</dd>
        </div>`,
    )}
  </dl>`;
}

/** @type {import("./index.js").Screen} */
export const tenantsFound = {
  heading: (wizard) => text("tenants-found-heading", { count: stepOf(wizard, "tenantsFound").tenants.length }),
  help,
  back: (wizard) => wizard.stepBack,
  view: (wizard) => {
    const { tenants, more } = stepOf(wizard, "tenantsFound");
    return page(wizard, {
      body: html`
        ${helperSays("say-found")}
        <ul class="found-tenants">
          ${tenants.map(
            (tenant) => html`<li class="found-tenant">
              ${tenantFacts(tenant)}
              <button type="button" class="main-action" data-tenant=${tenant.tenantCodeEnd} @click=${() => wizard.act(() => api.chooseTenant(tenant.number), "busy-opening")}>
                ${text("tenants-found-choose")}<span class="visually-hidden"> ${tenant.name}</span>
              </button>
            </li>`,
          )}
        </ul>
        ${underWay(wizard)} ${more ? html`<p class="notice">${text("tenants-found-more")}</p>` : nothing}
      `,
    });
  },
};

/** @param {import("../bindings.ts").TenantFound} tenant */
export function tenantFacts(tenant) {
  return html`<div class="found-facts">
    <p class="found-name">${tenant.name}</p>
    ${tenant.dwelling.map((line) => html`<p>${line}</p>`)}
    <p class="secondary">${text(tenant.registered ? "tenant-registered" : "tenant-not-registered")}</p>
    <p class="secondary">${tenant.mobile ? text("tenant-mobile", { first: tenant.mobile.firstDigits, last: tenant.mobile.lastDigits }) : text("tenant-without-mobile")}</p>
  </div>`;
}
