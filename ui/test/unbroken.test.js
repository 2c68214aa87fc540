import assert from "node:assert/strict";
import { test } from "node:test";
import { unbroken } from "../unbroken.js";

test("a verb and its pronoun stay on one line, names of messages as they are", () => {
  const source = "news-on = Appelez-la, ou allez-y\nhelp =\n    Tapez-le de nouveau. Un rendez-vous, un e-mail, sous-sol.\n";
  assert.equal(unbroken(source), "news-on = Appelez-\u2060la, ou allez-\u2060y\nhelp =\n    Tapez-\u2060le de nouveau. Un rendez-\u2060vous, un e-mail, sous-sol.\n");
});

test("a short name in guillemets stays on one line, a long one may break", () => {
  assert.equal(unbroken("a = Voir «\u00a0Mon profil\u00a0», puis «\u00a0Supprimer mon compte\u00a0»."), "a = Voir «\u00a0Mon\u00a0profil\u00a0», puis «\u00a0Supprimer mon compte\u00a0».");
});
