import { html, nothing } from "lit-html";
import { openOverview } from "./actions.js";
import { accountFreshness } from "./freshness.js";
import { accountSections } from "./sections.js";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { underWay } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { stepOf } from "../../step-of.js";

/**
 * @typedef {object} Local
 * @property {import("../../bindings.ts").AccountOverview | null} overview null: the landlord was never asked
 * @property {boolean} upToDate the landlord was asked since *Mon profil* was opened
 * @property {boolean} refreshing
 * @property {import("../../bindings.ts").Failure | null} notRefreshed why the landlord could not be asked
 * @property {boolean} exporting what is under way is told beside the export's buttons
 * @property {boolean} exportSaved
 */

/** @type {import("../../screens.js").Screen} */
export const account = {
  heading: () => text("account"),
  back: (wizard) => wizard.stepBack,
  enter: (wizard) => {
    const { overview, upToDate } = stepOf(wizard, "account");
    /** @type {Local} */
    const own = { overview, upToDate, refreshing: false, notRefreshed: null, exporting: false, exportSaved: false };
    openOverview(wizard, own);
    return own;
  },
  failed: (wizard) => {
    /** @type {Local} */ (wizard.local).exporting = false;
  },
  view: (wizard) => {
    /** @type {Local} */
    const own = wizard.local;
    const { news } = stepOf(wizard, "account");
    return page(wizard, {
      body: html`
        <div role="status">${news ? html`<p id="account-news" class="notice done-notice with-icon">${icon("check")}<span>${text(`account-news-${news}`)}</span></p>` : nothing}</div>
        ${accountFreshness(wizard, own)} ${own.exporting ? nothing : underWay(wizard)} ${accountSections(wizard, own)}
      `,
    });
  },
};
