import assert from "node:assert/strict";
import { test } from "node:test";
import { capitalised, date, dayOf, daysBack, fileSize, maskedPhone, maskedTenantCode, money, moment, monthOf, startsWithVowel, timeOfDay, unbrokenHours } from "../src/format.js";

test("money as French writes it", () => {
  assert.equal(money(123456), "1\u202f234,56\u00a0€");
  assert.equal(money(0), "0,00\u00a0€");
  assert.equal(money(-3210), "\u221232,10\u00a0€");
});

test("the first of a month is « 1er »", () => {
  assert.equal(date("2026-08-01"), "1er août 2026");
  assert.equal(date("2026-08-11"), "11 août 2026");
});

test("months, capitalised where they begin a line", () => {
  assert.equal(monthOf("2026-07"), "juillet 2026");
  assert.equal(capitalised(monthOf("2026-12")), "Décembre 2026");
  assert.equal(capitalised("écrit"), "Écrit");
});

test("moments on this computer's clock", () => {
  const noon = new Date(2026, 6, 1, 14, 5).toISOString();
  assert.equal(moment(noon), "1er juillet 2026 à 14\u00a0h\u00a005");
  assert.equal(timeOfDay(new Date(2026, 6, 1, 14, 0).toISOString()), "14\u00a0h");
});

test("days on this computer's clock, across the end of a month and the change of hour", () => {
  assert.equal(dayOf(new Date(2026, 7, 1, 0, 30).toISOString()), "1er août 2026");
  const now = new Date(2026, 2, 30, 8, 0);
  /** @param {number} month @param {number} day @param {number} hour */
  const back = (month, day, hour) => daysBack(new Date(2026, month, day, hour).toISOString(), now);
  assert.equal(back(2, 30, 0), "today");
  assert.equal(back(2, 29, 23), "yesterday");
  assert.equal(back(2, 29, 0), "yesterday");
  assert.equal(back(2, 28, 23), "earlier");
  assert.equal(back(2, 31, 1), "today", "the landlord's clock may be ahead");
});

test("sizes", () => {
  assert.equal(fileSize(48_213), "48\u00a0Ko");
  assert.equal(fileSize(12), "1\u00a0Ko");
  assert.equal(fileSize(1_250_000), "1,3\u00a0Mo");
});

test("the mask shows six hidden digits for five stars", () => {
  assert.equal(maskedPhone({ display: "06*****61", firstDigits: "06", lastDigits: "61" }), "06\u00a0••\u00a0••\u00a0••\u00a061");
});

test("a remembered tenant code shows its end only", () => {
  assert.equal(maskedTenantCode("345"), "•••\u00a0•••\u00a0•••\u00a0•••\u00a0345");
});

test("« de » loses its e before a vowel", () => {
  assert.deepEqual(["2026-04", "2026-08", "2026-10", "2026-07"].map(startsWithVowel), [true, true, true, false]);
});

test("an hour is not cut at the end of a line", () => {
  assert.equal(unbrokenHours("de 9 h à 12 h et de 14 h 30 à 17 h"), "de 9\u00a0h à 12\u00a0h et de 14\u00a0h\u00a030 à 17\u00a0h");
});
