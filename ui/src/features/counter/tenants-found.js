import { html, nothing } from "lit-html";
import * as api from "../../api.ts";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { help, helperSays } from "./frame.js";
import { tenantFacts } from "./tenant-facts.js";

/** @type {import("../../screen.ts").Screen<"tenantsFound">} */
export const tenantsFound = {
  heading: ({ step }) => text("tenants-found-heading", { count: step.tenants.length }),
  help,
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { tenants, more } = step;
    return page(wizard, {
      side: helperSays("say-found"),
      body: html`
        <ul class="found-tenants">
          ${tenants.map(
            (tenant) => html`<li class="found-tenant">
              <div class="found-facts">
                <p class="found-name">${tenant.name}</p>
                ${tenantFacts(tenant)}
              </div>
              <button type="button" class="main-action" data-tenant=${tenant.tenantCodeEnd} @click=${() => wizard.act(() => api.chooseTenant(tenant.number), "busy-opening")}>
                ${text("tenants-found-choose")}<span class="visually-hidden"> ${tenant.name}</span>
              </button>
            </li>`,
          )}
        </ul>
        ${busyNotice(wizard)} ${more ? html`<p class="callout">${text("tenants-found-more")}</p>` : nothing}
      `,
    });
  },
};
