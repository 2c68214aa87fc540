import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import * as api from "../../api.ts";
import { fileSize, moment } from "../../format.js";
import { copyText } from "../../parts/copy.js";
import { icon } from "../../parts/icon.js";
import { panel } from "../../parts/panel.js";
import { text } from "../../text.js";

/** @typedef {import("../../wizard.js").Wizard} Wizard */
/** @typedef {import("../../bindings.ts").SupportFacts} SupportFacts */
/** A fact: its name, and what there is to say. @typedef {{ name: string, lines: string[] }} Fact */

const newReading = () => ({
  asked: false,
  /** @type {SupportFacts | null} */
  facts: null,
  failed: false,
  copied: false,
});

/** State of the panel, while it is open. */
let own = newReading();

/** Called when the body of the panel appears and when it goes. @param {Element | undefined} body */
function forget(body) {
  if (!body) own = newReading();
}

/**
 * What the landlord's support asks for, to read aloud or to copy. Nothing of it is personal.
 * @param {Wizard} wizard
 */
export function supportPanel(wizard) {
  if (!own.asked) readFacts(wizard);
  const { facts, failed } = own;
  return panel({
    title: text("support"),
    onClose: () => wizard.closePanel(),
    body: html`<div ${ref(forget)}>
      ${failed ? notTold(wizard) : facts ? told(wizard, factsOf(facts)) : html`<p role="status">${text("busy-opening")}</p>`}
    </div>`,
  });
}

/** @param {Wizard} wizard */
function readFacts(wizard) {
  const asked = own;
  asked.asked = true;
  api.supportFacts().then(
    (facts) => {
      asked.facts = facts;
      wizard.redraw();
    },
    () => {
      asked.failed = true;
      wizard.redraw();
    },
  );
}

/** @param {Wizard} wizard */
function notTold(wizard) {
  const again = () => {
    own = newReading();
    wizard.redraw();
    // The button is gone, and the focus must not be lost.
    document.getElementById("panel-title")?.focus();
  };
  return html`
    <p role="alert" class="callout">${text("support-failed")}</p>
    <button type="button" id="retry-support" class="secondary-action" @click=${again}>${icon("retry")}${text("retry")}</button>
  `;
}

/**
 * @param {Wizard} wizard
 * @param {Fact[]} facts
 */
function told(wizard, facts) {
  const shown = own;
  const written = facts.map(({ name, lines }) => text("support-line", { name, value: lines.join("\n") })).join("\n");
  const copy = () => copyText(wizard, written, () => (shown.copied = true));
  return html`
    <p>${text("support-lead")}</p>
    <div class="action-line">
      <button type="button" id="copy-support" class="secondary-action" @click=${copy}>${icon("copy")}${text("support-copy")}</button>
      <p role="status" class="success">${shown.copied ? text("support-copied") : ""}</p>
    </div>
    <dl class="facts">
      ${facts.map(
        ({ name, lines }) => html`
          <dt>${name}</dt>
          ${lines.map((line) => html`<dd>${line}</dd>`)}
        `,
      )}
    </dl>
  `;
}

/** @param {SupportFacts} facts */
function factsOf({ version, system, engine, desktop, service, storage, failures }) {
  /** @type {[string, string[]][]} */
  const named = [
    ["support-version", [version]],
    ["support-system", [system]],
    ["support-engine", given(engine)],
    ["support-desktop", given(desktop)],
    ["support-service", given(service)],
    ...(storage ? storageFacts(storage) : []),
    ["support-failures", failures.length === 0 ? [text("support-no-failures")] : failures.map(failureLine)],
  ];
  return named.map(([id, lines]) => ({ name: text(id), lines }));
}

/**
 * @param {import("../../bindings.ts").StorageFacts} storage
 * @returns {[string, string[]][]}
 */
function storageFacts({ secrets, archive, synchronisedAt }) {
  const kept = text("support-archive-kept", { size: fileSize(archive.bytes), version: String(archive.version), setAside: String(archive.setAside) });
  return [
    ["support-secrets", [text(`support-secrets-${secrets}`)]],
    ["support-archive", [text(`support-archive-${archive.disk ?? "closed"}`), kept]],
    ["support-free", given(archive.freeBytes === null ? null : fileSize(archive.freeBytes))],
    ["support-synchronised", given(synchronisedAt === null ? null : moment(synchronisedAt))],
  ];
}

/** @param {import("../../bindings.ts").RecentFailure} failure */
const failureLine = ({ at, command, codes }) => text("support-failure", { moment: moment(at), codes: codes.join(", "), command });

/** @param {string | null} fact */
const given = (fact) => [fact ?? text("support-unknown")];
