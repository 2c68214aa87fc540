import assert from "node:assert/strict";
import { test } from "node:test";
import { startWorker } from "../src/pdf-frame/worker-start.js";

/** Worker that sends nothing by itself: a test dispatches its messages and errors. */
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

test("the start timeout does not terminate a worker that has started", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const started = startWorker();
  FakeWorker.last?.dispatchEvent(new Event("message"));
  await started;
  context.mock.timers.tick(LONGER_THAN_ANY_START);
  assert.equal(FakeWorker.last?.terminated, false);
});

test("an error after the start does not terminate the worker", async () => {
  const started = startWorker();
  FakeWorker.last?.dispatchEvent(new Event("message"));
  await started;
  FakeWorker.last?.dispatchEvent(new Event("error"));
  assert.equal(FakeWorker.last?.terminated, false);
});

test("a worker whose source fails is terminated at once", async () => {
  const started = startWorker();
  FakeWorker.last?.dispatchEvent(new Event("error"));
  await assert.rejects(started);
  assert.equal(FakeWorker.last?.terminated, true);
});

test("a worker that does not start in time is terminated", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const started = startWorker();
  context.mock.timers.tick(LONGER_THAN_ANY_START);
  await assert.rejects(started);
  assert.equal(FakeWorker.last?.terminated, true);
});
