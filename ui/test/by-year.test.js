import assert from "node:assert/strict";
import { test } from "node:test";
import { byYear } from "../src/features/documents/by-year.js";

/**
 * @param {string} id
 * @param {string} term
 * @param {string} issuedOn
 * @returns {import("../src/bindings.ts").DocumentSummary}
 */
const one = (id, term, issuedOn) => ({ id, term, issuedOn, kind: "quittance", amount: 1, status: "paid", left: 0, validity: "current" });

test("groups documents by year and keeps their order", () => {
  const years = byYear([one("d", "2026-03", "2026-04-01"), one("c", "2026-03", "2026-03-02"), one("b", "2026-02", "2026-03-01"), one("a", "2025-12", "2026-01-01")]);
  assert.deepEqual(
    years.map(([year, documents]) => [year, documents.map(({ id }) => id)]),
    [
      ["2026", ["d", "c", "b"]],
      ["2025", ["a"]],
    ],
  );
});
