import { html, nothing } from "lit-html";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { openOverview } from "./actions.js";
import { accountFreshness } from "./freshness.js";
import { accountSections } from "./sections.js";

/** @type {import("../../screen.ts").Screen<"account", import("./actions.js").Local>} */
export const account = {
  heading: () => text("account"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => {
    const { overview, upToDate } = step;
    /** @type {import("./actions.js").Local} */
    const own = { overview, upToDate, refreshing: false, notRefreshed: null, exporting: false, exportSaved: false };
    openOverview(wizard, own);
    return own;
  },
  failed: ({ local }) => {
    local.exporting = false;
  },
  view: ({ wizard, step, local: own }) => {
    const { news, pin } = step;
    return page(wizard, {
      body: html`
        <div role="status">${news ? html`<p id="account-news" class="callout done-callout with-icon">${icon("check")}<span>${text(`account-news-${news}`)}</span></p>` : nothing}</div>
        ${accountFreshness(wizard, own)} ${own.exporting ? nothing : busyNotice(wizard)} ${accountSections(wizard, own, pin)}
      `,
    });
  },
};
