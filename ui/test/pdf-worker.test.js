import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorker } from "../src/pdf-frame/worker-start.js";

/** A worker that says its first word when it is told to. */
class FakeWorker extends EventTarget {
  /** @type {FakeWorker | undefined} */
  static last;
  terminated = false;

  constructor() {
    super();
    FakeWorker.last = this;
  }

  terminate() {
    this.terminated = true;
  }
}
Object.assign(globalThis, { Worker: FakeWorker });

const LONGER_THAN_ANY_START = 60_000;

test("a worker that has started is never ended by the wait for its start", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const started = startWorker();
  FakeWorker.last?.dispatchEvent(new Event("message"));
  await started;
  context.mock.timers.tick(LONGER_THAN_ANY_START);
  assert.equal(FakeWorker.last?.terminated, false);
});

test("a worker that has started outlives an error of one of its pages", async () => {
  const started = startWorker();
  FakeWorker.last?.dispatchEvent(new Event("message"));
  await started;
  FakeWorker.last?.dispatchEvent(new Event("error"));
  assert.equal(FakeWorker.last?.terminated, false);
});

test("a worker whose source fails is ended at once", async () => {
  const started = startWorker();
  FakeWorker.last?.dispatchEvent(new Event("error"));
  await assert.rejects(started);
  assert.equal(FakeWorker.last?.terminated, true);
});

test("a worker that does not start is ended", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const started = startWorker();
  context.mock.timers.tick(LONGER_THAN_ANY_START);
  await assert.rejects(started);
  assert.equal(FakeWorker.last?.terminated, true);
});
