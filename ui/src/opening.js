import { html } from "lit-html";
import { page } from "./parts/page.js";
import { underWay } from "./parts/question-form.js";
import { text } from "./text.js";

/** Before the first step is known; drawn only when the shell could not say it. @type {import("./screen.ts").Screen<"opening">} */
export const opening = {
  heading: ({ wizard }) => text(wizard.failure ? "opening-failed" : "opening-heading"),
  view: ({ wizard }) => page(wizard, { body: html`${underWay(wizard)}` }),
};
