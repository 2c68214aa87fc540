import { html, nothing } from "lit-html";
import { doneCallout } from "../../parts/done-callout.js";
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
    const { overview, upToDate, failure } = step;
    /** @type {import("./actions.js").Local} */
    const own = { overview, upToDate, refreshing: false, notRefreshed: failure, exporting: false, exportSaved: null, unfolded: new Set() };
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
        ${doneCallout("profile-news", news ? text(`profile-news-${news}`) : "")}
        ${person ? html`<p id="person" class="signed-in">${person}</p>` : nothing} ${profileFreshness(wizard, own)} ${own.exporting ? nothing : busyNotice(wizard)} ${profileSections(wizard, own, pin)}
      `,
    });
  },
};
