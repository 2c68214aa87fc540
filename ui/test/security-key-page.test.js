import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { read } from "./sources.js";

const script = read("../crates/landlord/pages/cle-de-securite.js");
const html = read("../crates/landlord/pages/frame.html").replace("{content}", read("../crates/landlord/pages/cle-de-securite.html"));
const TOKEN = "A".repeat(43);
const ASKED = { challenge: "AAEC_-4", rpId: "espace.example", expiresIn: 300, number: "47", device: "Lens, guichet 2" };
const CREATION = { rpName: "Espace", userId: "AQ", userName: "claire.martin", userDisplayName: "Claire MARTIN", algorithms: [-8, -7], excluded: ["Ag"] };

/** @param {number[]} bytes */
const buffer = (...bytes) => Uint8Array.from(bytes).buffer;

/** @typedef {{ hidden: boolean, textContent: string, focus: () => void, addEventListener: (name: string, listener: Function) => void, listeners: Record<string, Function> }} Element */

/**
 * The page in a browser that has the key, with a service that gives these answers, one after another.
 * @param {object} setting
 * @param {{ status: number, body?: unknown }[]} setting.answers
 * @param {(options: any) => Promise<unknown>} [setting.key]
 * @param {string} [setting.hash]
 */
async function open({ answers, key = () => Promise.reject(new Error("no key")), hash = `#${TOKEN}` }) {
  const shown = { focus: "" };
  /** @type {Map<string, Element>} */
  const elements = new Map(
    [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => {
      /** @type {Record<string, Function>} */
      const listeners = {};
      const name = String(id);
      /** @type {Element} */
      const element = {
        hidden: new RegExp(`id="${name}"[^>]* hidden`).test(html),
        textContent: "",
        focus: () => {
          shown.focus = name;
        },
        addEventListener: (event, listener) => {
          listeners[event] = listener;
        },
        listeners,
      };
      return [name, element];
    }),
  );
  /** @type {{ path: string, body: any }[]} */
  const posted = [];
  const location = { hash, pathname: "/cle-de-securite", search: "" };
  const window = { PublicKeyCredential: {} };
  runInNewContext(script, {
    window,
    location,
    document: { getElementById: (/** @type {string} */ id) => elements.get(id) ?? null },
    history: {
      replaceState: (/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ address) => {
        location.hash = "";
        assert.equal(address, "/cle-de-securite");
      },
    },
    navigator: { credentials: { get: key, create: key } },
    fetch: async (/** @type {string} */ path, /** @type {{ body: string }} */ { body }) => {
      posted.push({ path, body: JSON.parse(body) });
      const answer = answers.shift();
      if (!answer) throw new TypeError("no network");
      return { ok: answer.status < 300, status: answer.status, json: async () => answer.body };
    },
    addEventListener: () => {},
    atob,
    btoa,
    Uint8Array,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  await settled();
  return {
    posted,
    location,
    focus: () => shown.focus,
    isShown: (/** @type {string} */ id) => elements.get(id)?.hidden === false,
    textOf: (/** @type {string} */ id) => elements.get(id)?.textContent,
    press: async (/** @type {string} */ id, event = "submit") => {
      elements.get(id)?.listeners[event]?.({ preventDefault: () => {} });
      await settled();
    },
  };
}

test("the page of a key shows number and device, and forgets its token", async () => {
  const page = await open({ answers: [{ status: 200, body: ASKED }] });
  assert.deepEqual(page.posted, [{ path: "v1/security-key-requests", body: { token: TOKEN } }]);
  assert.equal(page.location.hash, "");
  assert.deepEqual([page.textOf("number"), page.textOf("device")], ["47", "Lens, guichet 2"]);
  assert.deepEqual(["asking", "sign", "add"].map(page.isShown), [true, true, false]);
});

test("the page of a key hands in what the key signed, in base64url", async () => {
  /** @type {any} */
  let options;
  const page = await open({
    answers: [{ status: 200, body: ASKED }, { status: 204 }],
    key: async (asked) => {
      options = asked.publicKey;
      return { rawId: buffer(1), response: { clientDataJSON: buffer(2), authenticatorData: buffer(251, 255), signature: buffer(4) } };
    },
  });
  await page.press("asking");
  assert.deepEqual([...options.challenge], [0, 1, 2, 255, 238]);
  assert.deepEqual([options.rpId, options.userVerification], ["espace.example", "required"]);
  const signed = { credentialId: "AQ", clientDataJson: "Ag", authenticatorData: "-_8", signature: "BA" };
  assert.deepEqual(page.posted[1], { path: "v1/security-key-answers", body: { token: TOKEN, answer: { signed } } });
  assert.ok(page.isShown("done") && !page.isShown("asking"));
  assert.equal(page.focus(), "done");
});

test("the page of a key makes a credential that verifies its owner", async () => {
  /** @type {any} */
  let options;
  const page = await open({
    answers: [{ status: 200, body: { ...ASKED, creation: CREATION } }, { status: 204 }],
    key: async (asked) => {
      options = asked.publicKey;
      return { response: { clientDataJSON: buffer(2), attestationObject: buffer(3) } };
    },
  });
  assert.deepEqual(["sign", "add"].map(page.isShown), [false, true]);
  await page.press("asking");
  assert.equal(options.attestation, "none");
  assert.equal(options.authenticatorSelection.residentKey, "required");
  assert.equal(options.authenticatorSelection.userVerification, "required");
  assert.deepEqual([...options.excludeCredentials[0].id], [2]);
  assert.deepEqual(page.posted[1]?.body.answer, { made: { clientDataJson: "Ag", attestationObject: "Aw" } });
  assert.ok(page.isShown("done"));
});

test("the page of a key says what happened, with a button where it helps", async () => {
  const error = (/** @type {string} */ name) => () => Promise.reject(Object.assign(new Error(name), { name }));
  const signs = async () => ({ rawId: buffer(1), response: { clientDataJSON: buffer(1), authenticatorData: buffer(1), signature: buffer(1) } });
  for (const { key, status, said, again } of [
    { key: error("NotAllowedError"), status: 0, said: "silent", again: true },
    { key: error("InvalidStateError"), status: 0, said: "added-before", again: true },
    { key: error("SecurityError"), status: 0, said: "unable", again: false },
    { key: signs, status: 400, said: "refused", again: true },
    { key: signs, status: 404, said: "over", again: false },
    { key: signs, status: 503, said: "failed", again: false },
    { key: signs, status: 429, said: "too-many", again: false },
  ]) {
    const page = await open({ answers: [{ status: 200, body: ASKED }, ...(status ? [{ status }] : [])], key });
    await page.press("asking");
    assert.ok(page.isShown(said), said);
    assert.equal(page.isShown("asking"), again, said);
    assert.equal(page.isShown("again"), ["failed", "too-many"].includes(said), said);
  }
});

test("without a token no key is asked; after a failure it is asked again", async () => {
  const without = await open({ answers: [], hash: "" });
  assert.deepEqual(without.posted, []);
  assert.ok(without.isShown("over"));
  const offline = await open({ answers: [] });
  assert.ok(offline.isShown("failed") && !offline.isShown("asking"));
  assert.ok(offline.isShown("again"));
  await offline.press("again", "click");
  assert.equal(offline.posted.length, 2);
});
