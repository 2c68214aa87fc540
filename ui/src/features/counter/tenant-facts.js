import { html, nothing } from "lit-html";
import { moment } from "../../format.js";
import { text } from "../../text.js";

/** What tells a tenant from another one; the name stands above it. @param {import("../../bindings.ts").TenantFound} tenant */
export function tenantFacts(tenant) {
  return html`
    ${tenant.closedSince ? html`<p data-closed><strong>${text("tenant-closed", { date: moment(tenant.closedSince) })}</strong></p>` : nothing}
    ${tenant.dwelling.map((line) => html`<p>${line}</p>`)}
    ${tenant.otherAgency ? html`<p class="secondary">${text("tenant-other-agency", { name: tenant.otherAgency })}</p>` : nothing}
    <p class="secondary">${text(tenant.registered ? "tenant-registered" : "tenant-not-registered")}</p>
    <p class="secondary">${tenant.mobile ? text("tenant-mobile", { first: tenant.mobile.firstDigits, last: tenant.mobile.lastDigits }) : text("tenant-without-mobile")}</p>
  `;
}
