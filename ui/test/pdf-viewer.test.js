import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { PdfViewer } from "../src/features/documents/pdf-viewer.js";

class FakeFrame {
  contentWindow = { postMessage() {} };
}
const page = Object.assign(new EventTarget(), {
  setTimeout: (/** @type {() => void} */ action, /** @type {number} */ wait) => setTimeout(action, wait),
  clearTimeout: (/** @type {NodeJS.Timeout | undefined} */ timer) => clearTimeout(timer),
});
Object.assign(globalThis, { window: page, document: Object.assign(new EventTarget(), { documentElement: { dataset: {}, lang: "fr" } }), HTMLIFrameElement: FakeFrame });

const WAIT_FOR_A_PAGE = 20_000;
const frame = new FakeFrame();
/** @type {PdfViewer} */
let viewer;

/** @param {Record<string, unknown>} data message from the frame */
const say = (data) => page.dispatchEvent(Object.assign(new Event("message"), { data, source: frame.contentWindow }));

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const wizard = /** @type {import("../src/wizard.js").Wizard} */ (/** @type {unknown} */ ({ heading: "", panel: null, redraw() {} }));
  viewer = new PdfViewer(wizard);
  viewer.attach(/** @type {Element} */ (/** @type {unknown} */ (frame)));
  viewer.open(new ArrayBuffer(1));
});
afterEach(() => {
  viewer.close();
  mock.timers.reset();
});

test("a PDF that never opens times out", () => {
  mock.timers.tick(WAIT_FOR_A_PAGE - 1);
  assert.equal(viewer.state, "loading");
  mock.timers.tick(1);
  assert.equal(viewer.state, "failed");
});

test("a page that never renders times out", () => {
  say({ type: "rendered", pages: 2 });
  mock.timers.tick(2 * WAIT_FOR_A_PAGE);
  assert.equal(viewer.state, "shown");
  viewer.turnPage(1);
  mock.timers.tick(WAIT_FOR_A_PAGE);
  assert.equal(viewer.state, "failed");
});

test("a search that never answers times out", () => {
  say({ type: "rendered", pages: 2 });
  viewer.find("loyer", 1);
  mock.timers.tick(WAIT_FOR_A_PAGE);
  assert.equal(viewer.state, "failed");
});

test("a search does not time out while it reports pages", () => {
  say({ type: "rendered", pages: 2 });
  viewer.find("loyer", 1);
  for (let looked = 0; looked < 3; looked += 1) {
    mock.timers.tick(WAIT_FOR_A_PAGE - 1);
    say({ type: "searching" });
  }
  say({ type: "found", words: "loyer", count: 1, current: 1, page: 1 });
  mock.timers.tick(2 * WAIT_FOR_A_PAGE);
  assert.equal(viewer.state, "shown");
  assert.deepEqual(viewer.finding?.found, { count: 1, current: 1 });
});

test("closing the view cancels the timeouts", () => {
  viewer.close();
  mock.timers.tick(2 * WAIT_FOR_A_PAGE);
  assert.equal(viewer.state, "loading");
});
