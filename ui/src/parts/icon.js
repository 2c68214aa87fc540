/** The Lucide icons in use (ISC licence). Each stands beside words, so they are hidden from screen readers. */
import { html, unsafeStatic } from "lit-html/static.js";
import alert from "lucide-static/icons/circle-alert.svg?raw";
import back from "lucide-static/icons/arrow-left.svg?raw";
import check from "lucide-static/icons/circle-check.svg?raw";
import clock from "lucide-static/icons/clock.svg?raw";
import close from "lucide-static/icons/x.svg?raw";
import copy from "lucide-static/icons/copy.svg?raw";
import down from "lucide-static/icons/arrow-down.svg?raw";
import device from "lucide-static/icons/monitor.svg?raw";
import display from "lucide-static/icons/a-large-small.svg?raw";
import elsewhere from "lucide-static/icons/external-link.svg?raw";
import dossier from "lucide-static/icons/folder-down.svg?raw";
import eye from "lucide-static/icons/eye.svg?raw";
import eyeOff from "lucide-static/icons/eye-off.svg?raw";
import file from "lucide-static/icons/file-text.svg?raw";
import help from "lucide-static/icons/circle-question-mark.svg?raw";
import house from "lucide-static/icons/house.svg?raw";
import hourglass from "lucide-static/icons/hourglass.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import larger from "lucide-static/icons/plus.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import mail from "lucide-static/icons/mail.svg?raw";
import mapPin from "lucide-static/icons/map-pin.svg?raw";
import next from "lucide-static/icons/chevron-right.svg?raw";
import offline from "lucide-static/icons/cloud-off.svg?raw";
import phone from "lucide-static/icons/phone.svg?raw";
import previous from "lucide-static/icons/chevron-left.svg?raw";
import print from "lucide-static/icons/printer.svg?raw";
import profile from "lucide-static/icons/circle-user-round.svg?raw";
import retry from "lucide-static/icons/refresh-cw.svg?raw";
import save from "lucide-static/icons/download.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import signOut from "lucide-static/icons/log-out.svg?raw";
import smaller from "lucide-static/icons/minus.svg?raw";
import table from "lucide-static/icons/table.svg?raw";
import unfolded from "lucide-static/icons/chevron-down.svg?raw";
import up from "lucide-static/icons/arrow-up.svg?raw";
import upToDate from "lucide-static/icons/cloud-check.svg?raw";
import wallet from "lucide-static/icons/wallet.svg?raw";

const icons = {
  alert, back, check, clock, close, copy, device, display, dossier, down, elsewhere, eye, eyeOff, file, help, house, hourglass, info, larger, lock, mail, mapPin, next, offline, phone,
  previous, print, profile, retry, save, search, signOut, smaller, table, unfolded, up, upToDate, wallet,
};

/** @typedef {keyof typeof icons} IconName */

/** One template for each icon, so that the browser parses it only once. */
const drawn = /** @type {Record<IconName, import("lit-html").TemplateResult>} */ (
  Object.fromEntries(Object.entries(icons).map(([name, svg]) => [name, html`<span class="icon" aria-hidden="true">${unsafeStatic(svg)}</span>`]))
);

/** @param {IconName} name */
export function icon(name) {
  return drawn[name];
}
