import assert from "node:assert/strict";
import { test } from "node:test";
import { capitalised, date, fileSize, maskedPhone, maskedTenantCode, money, moment, monthOf, startsWithVowel, timeOfDay, unbrokenHours } from "../src/format.js";

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
