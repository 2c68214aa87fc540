import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import * as api from "../../api.ts";
import { fieldIds, typed } from "../../field-ids.js";
import { screenMessage } from "../../parts/failure-text.js";
import { icon } from "../../parts/icon.js";
import { panel } from "../../parts/panel.js";
import { clear, hiddenPassword, passwordField } from "../../parts/password-field.js";
import { textField } from "../../parts/text-field.js";
import { asFailure } from "../../shell.js";
import { text } from "../../text.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */

const newQuestion = () => ({
  visibility: hiddenPassword(),
  /** Address of the proxy. @type {string | null | undefined} undefined: not asked yet */
  server: undefined,
  asking: false,
  /** @type {import("../../bindings.ts").Failure | null} */
  failure: null,
});

/** State of the panel, while it is open. */
let own = newQuestion();

/** Called when the form appears and when it goes. @param {Element | undefined} form */
function forget(form) {
  if (!form) own = newQuestion();
}

/**
 * Asks for the name and the password of the proxy. It has errors of its own: the page behind keeps its failure.
 * @param {Wizard} wizard
 */
export function proxyPanel(wizard) {
  if (own.server === undefined) learnServer(wizard);
  const { failure } = own;
  const frame = {
    redraw: () => wizard.redraw(),
    /** @param {import("../../bindings.ts").Field} field */
    fieldFailures: (field) => failure?.fields.filter((one) => one.field === field) ?? [],
  };
  return panel({
    title: text("proxy-heading"),
    onClose: () => wizard.closePanel(),
    body: html`
      <form
        novalidate
        ${ref(forget)}
        @input=${(/** @type {Event} */ event) => mend(event, wizard)}
        @submit=${(/** @type {Event} */ event) => submit(event, wizard)}
      >
        <p>${text("proxy-lead")}</p>
        <p>${text("proxy-not-yours", { product: wizard.productName })}</p>
        ${own.server ? html`<p class="secondary">${text("proxy-server", { server: hostAndPort(own.server) })}</p>` : nothing}
        ${failure && failure.fields.length === 0 ? html`<p class="callout" role="alert">${screenMessage(failure)}</p>` : nothing}
        ${textField(frame, { field: "proxyName", label: text("proxy-name-label") })}
        ${passwordField(frame, { field: "proxyPassword", visibility: own.visibility, label: text("proxy-password-label"), autocomplete: "off" })}
        <p class="secondary">${text(wizard.frame.secretsKept === "keyring" ? "proxy-kept" : "proxy-not-kept")}</p>
        <div role="status">${own.asking ? html`<p class="with-icon">${icon("hourglass")}<span>${text("proxy-asking")}</span></p>` : nothing}</div>
        <p><button type="submit" id="enter-proxy" class="main-action">${text("proxy-continue")}</button></p>
      </form>
    `,
  });
}

/** The address of a proxy as a person knows it. @param {string} address */
const hostAndPort = (address) => address.replace(/^\w+:\/\//, "");

/** @param {Wizard} wizard */
function learnServer(wizard) {
  own.server = null;
  const asked = own;
  api.proxyServer().then(
    (server) => {
      asked.server = server;
      wizard.redraw();
    },
    () => {
      // The question is as clear without it.
    },
  );
}

/**
 * Drops the message at a field once it is filled in. Rust decides whether it is, as in `corrections.js`.
 * @param {Event} event
 * @param {Wizard} wizard
 */
async function mend({ target }, wizard) {
  const { failure } = own;
  if (!failure || !(target instanceof HTMLInputElement)) return;
  const wrong = failure.fields.find((one) => fieldIds[one.field] === target.id);
  if (!wrong) return;
  const mended = await api.isMended(wrong.field, target.value).catch(() => false);
  if (!mended || own.failure !== failure) return;
  const fields = failure.fields.filter((one) => one.field !== wrong.field);
  own.failure = fields.length > 0 ? { ...failure, fields } : null;
  wizard.redraw();
}

/**
 * @param {Event} event
 * @param {Wizard} wizard
 */
async function submit(event, wizard) {
  event.preventDefault();
  const asked = own;
  if (asked.asking) return;
  asked.asking = true;
  asked.visibility.shown = false;
  const [name, password] = [typed("proxyName"), typed("proxyPassword")];
  wizard.redraw();
  try {
    await api.enterProxy(asked.server ?? null, name, password);
    asked.failure = null;
  } catch (thrown) {
    asked.failure = asFailure(thrown);
  }
  asked.asking = false;
  // Closed meanwhile: what failed then is on the page.
  if (asked !== own) return;
  if (!asked.failure) {
    clear("proxyPassword");
    wizard.passProxy();
    return;
  }
  const [first] = asked.failure.fields;
  const changed = asked.failure.code === "proxyChanged";
  // What was typed was for the one that was shown. The next drawing asks for the one on the way.
  if (changed) asked.server = undefined;
  if (changed || first?.code === "proxyPasswordWrong") clear("proxyPassword");
  wizard.redraw();
  if (first) document.getElementById(fieldIds[first.field])?.focus();
}
