import { html } from "lit-html";
import { page } from "./parts/page.js";
import { busyNotice } from "./parts/question-form.js";
import { text } from "./text.js";

/**
 * Shown before the first step is known. The wizard draws it only if the shell fails to return a step.
 * @type {import("./screen.ts").Screen<"opening">}
 */
export const opening = {
  heading: ({ wizard }) => text(wizard.failure ? "opening-failed" : "opening-heading"),
  view: ({ wizard }) => page(wizard, { body: html`${busyNotice(wizard)}` }),
};
