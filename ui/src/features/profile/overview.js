import { html, nothing } from "lit-html";
import { icon } from "../../parts/icon.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";
import { openOverview } from "./actions.js";
import { profileFreshness } from "./freshness.js";
import { profileSections } from "./sections.js";

/** @type {import("../../screen.ts").Screen<"profile", import("./actions.js").Local>} */
export const profile = {
  heading: () => text("profile"),
  back: ({ wizard }) => wizard.stepBack,
  enter: ({ wizard, step }) => {
    const { overview, upToDate } = step;
    /** @type {import("./actions.js").Local} */
    const own = { overview, upToDate, refreshing: false, notRefreshed: null, exporting: false, exportSaved: null, unfolded: new Set() };
    openOverview(wizard, own);
    return own;
  },
  failed: ({ local }) => {
    local.exporting = false;
  },
  view: ({ wizard, step, local: own }) => {
    const { person, news, pin } = step;
    return page(wizard, {
      body: html`
        <div role="status">${news ? html`<p id="profile-news" class="callout done-callout with-icon">${icon("check")}<span>${text(`profile-news-${news}`)}</span></p>` : nothing}</div>
        ${person ? html`<p id="person" class="signed-in">${person}</p>` : nothing} ${profileFreshness(wizard, own)} ${own.exporting ? nothing : busyNotice(wizard)} ${profileSections(wizard, own, pin)}
      `,
    });
  },
};
