import "./profile.css";
import { html } from "lit-html";
import * as api from "../../api.ts";
import { dayOf, daysBack, timeOfDay } from "../../format.js";
import { doneCallout } from "../../parts/done-callout.js";
import { icon } from "../../parts/icon.js";
import { SIGNED_OUT } from "../../parts/page-corner.js";
import { page } from "../../parts/page.js";
import { busyNotice } from "../../parts/question-form.js";
import { text } from "../../text.js";

/** @typedef {import("../../bindings.ts").Device} Device */

/** @type {import("../../screen.ts").Screen<"profileDevices">} */
export const profileDevices = {
  heading: () => text("profile-devices-heading"),
  back: ({ wizard }) => wizard.stepBack,
  view: ({ wizard, step }) => {
    const { devices, signedOut } = step;
    return page(wizard, {
      body: html`
        ${doneCallout("signed-out", signedOut ? text("profile-device-signed-out") : "")}
        <p>${text(devices.length > 1 ? "profile-devices-lead" : "profile-devices-alone")}</p>
        ${busyNotice(wizard)}
        <ul class="profile-rows">
          ${devices.map((device) => (device.current ? thisComputer(wizard, device) : otherDevice(wizard, device)))}
        </ul>
      `,
    });
  },
};

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Device} device
 */
function thisComputer(wizard, { firstSeenAt }) {
  return html`
    <li>
      <div class="profile-what">
        <p class="device-name">${icon("device")}<span>${text("profile-device-current")}</span></p>
        <p class="device-seen">${text("profile-device-since", { date: dayOf(firstSeenAt) })}</p>
      </div>
      <button type="button" id="sign-out" class="secondary-action" @click=${() => wizard.act(api.askSignOut, "busy-signing-out", SIGNED_OUT)}>${text("sign-out")}</button>
    </li>
  `;
}

/**
 * @param {import("../../wizard.js").Wizard} wizard
 * @param {Device} device
 */
function otherDevice(wizard, device) {
  const name = nameOf(device);
  return html`
    <li data-device-id=${device.id}>
      <div class="profile-what">
        <p class="device-name">${icon("device")}<span class="breakable">${name}</span></p>
        <p class="device-seen">${lastSeen(device)}</p>
        <p class="device-seen">${text("profile-device-since", { date: dayOf(device.firstSeenAt) })}</p>
      </div>
      <button type="button" class="secondary-action sign-device-out" @click=${() => wizard.act(() => api.signDeviceOut(device.id), "busy-signing-out")}>
        ${text("profile-device-sign-out")}<span class="visually-hidden"> ${name}</span>
      </button>
    </li>
  `;
}

/** Name of a device as it reported it: its system, or a name of its own. @param {Device} device */
function nameOf({ name }) {
  return name === null ? text("profile-device-unnamed") : text("profile-device-name", { name });
}

/** @param {Device} device */
function lastSeen({ lastSeenAt }) {
  return text("profile-device-seen", { when: daysBack(lastSeenAt), time: timeOfDay(lastSeenAt), date: dayOf(lastSeenAt) });
}
