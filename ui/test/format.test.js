import assert from "node:assert/strict";
import { test } from "node:test";
import { FluentResource } from "@fluent/bundle";
import { capitalised, date, dayOf, daysBack, fileSize, maskedPhone, maskedTenantCode, money, moment, monthOf, startsWithVowel, timeOfDay, unbrokenHours } from "../src/format.js";
import { makeBundle, useBundle } from "../src/text.js";
import { read } from "./sources.js";

const formats = [new FluentResource(read("locales/fr/formats.ftl"))];
useBundle(makeBundle("fr", formats));

test("formats money the French way", () => {
  assert.equal(money(123456), "1\u202f234,56\u00a0€");
  assert.equal(money(0), "0,00\u00a0€");
  assert.equal(money(-3210), "\u221232,10\u00a0€");
});

test("a number stays whole in a language from right to left", () => {
  const inUse = makeBundle("fr", formats);
  useBundle(makeBundle("ar", formats));
  assert.equal(money(-123456), "\u2068\u22121\u202f234,56\u2069\u00a0€");
  useBundle(inUse);
});

test("money, months, days and sizes match Intl", () => {
  const euros = new Intl.NumberFormat("fr-FR", { style: "currency", currency: "EUR" });
  for (const cents of [1, 10, 99, 100, 101, 12_345, 99_999, 100_000, 123_456, 99_999_999, 100_000_000, 1_234_567_890_12]) {
    assert.equal(money(cents), euros.format(cents / 100));
    assert.equal(money(-cents), euros.format(-cents / 100).replace("-", "\u2212"));
  }
  const days = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const months = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric", timeZone: "UTC" });
  for (let day = Date.UTC(2023, 11, 25); day < Date.UTC(2025, 1, 5); day += 86_400_000) {
    const iso = new Date(day).toISOString();
    assert.equal(date(iso.slice(0, 10)), days.format(day).replace(/^1 /, "1er ").replace(" ", "\u00a0"));
    assert.equal(monthOf(iso.slice(0, 7)), months.format(day));
  }
  const megabytes = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });
  for (const bytes of [1_000_000, 1_040_000, 1_060_000, 9_990_000, 10_485_760]) {
    assert.equal(fileSize(bytes), `${megabytes.format(bytes / 1_000_000)}\u00a0Mo`);
  }
});

test("the first of a month is « 1er »", () => {
  assert.equal(date("2026-08-01"), "1er\u00a0août 2026");
  assert.equal(date("2026-08-11"), "11\u00a0août 2026");
});

test("formats months, and capitalises words", () => {
  assert.equal(monthOf("2026-07"), "juillet 2026");
  assert.equal(capitalised(monthOf("2026-12")), "Décembre 2026");
  assert.equal(capitalised("écrit"), "Écrit");
});

test("formats an instant in local time", () => {
  const noon = new Date(2026, 6, 1, 14, 5).toISOString();
  assert.equal(moment(noon), "1er\u00a0juillet 2026 à 14\u00a0h\u00a005");
  assert.equal(timeOfDay(new Date(2026, 6, 1, 14, 0).toISOString()), "14\u00a0h");
});

test("counts days in local time, across a month and a clock change", () => {
  assert.equal(dayOf(new Date(2026, 7, 1, 0, 30).toISOString()), "1er\u00a0août 2026");
  const now = new Date(2026, 2, 30, 8, 0);
  /** @param {number} month @param {number} day @param {number} hour */
  const back = (month, day, hour) => daysBack(new Date(2026, month, day, hour).toISOString(), now);
  assert.equal(back(2, 30, 0), "today");
  assert.equal(back(2, 29, 23), "yesterday");
  assert.equal(back(2, 29, 0), "yesterday");
  assert.equal(back(2, 28, 23), "earlier");
  assert.equal(back(2, 31, 1), "today", "the landlord's clock may be ahead");
  assert.equal(back(5, 30, 1), "earlier", "this computer's clock is far behind");
});

test("formats file sizes", () => {
  assert.equal(fileSize(48_213), "48\u00a0Ko");
  assert.equal(fileSize(12), "1\u00a0Ko");
  assert.equal(fileSize(1_250_000), "1,3\u00a0Mo");
  assert.equal(fileSize(81_234_567_890), "81,2\u00a0Go");
});

test("a masked phone number always has ten digits", () => {
  assert.equal(maskedPhone({ display: "06*****61", firstDigits: "06", lastDigits: "61" }), "06\u00a0••\u00a0••\u00a0••\u00a061");
});

test("a remembered tenant code shows only its last digits", () => {
  assert.equal(maskedTenantCode("345"), "•••\u00a0•••\u00a0•••\u00a0•••\u00a0345");
});

test("finds the months before which « de » becomes « d’ »", () => {
  assert.deepEqual(["2026-04", "2026-08", "2026-10", "2026-07"].map(startsWithVowel), [true, true, true, false]);
});

test("an hour never breaks across lines", () => {
  assert.equal(unbrokenHours("de 9 h à 12 h et de 14 h 30 à 17 h"), "de 9\u00a0h\u00a0à\u00a012\u00a0h et de 14\u00a0h\u00a030\u00a0à\u00a017\u00a0h");
});
