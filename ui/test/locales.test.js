import assert from "node:assert/strict";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { FluentResource } from "@fluent/bundle";
import { pseudoText } from "../src/pseudo.js";
import { ruleFigures } from "../src/rule-figures.js";
import { makeBundle } from "../src/text.js";
import { filesUnder, read, variants } from "./sources.js";

const locales = filesUnder("locales/fr", ".ftl");
const bundle = makeBundle("fr", locales.map((file) => new FluentResource(read(file))));
/** @type {Set<string>} */
const written = new Set(locales.flatMap((file) => [...read(file).matchAll(/^([a-zA-Z][\w-]*) =/gm)].map((match) => String(match[1]))));
const source = filesUnder("src", ".js").map(read).join("\n");

/** Screens of a counter, which share one help text. */
const ofCounter = ["staffSignIn", "staffActivation", "staffSecondFactor", "staffRecoveryCodes", "staffCheck", "staffPassword", "securityKeys", "counterDesk", "tenantsFound", "visitReason", "visitIdentity", "visitConsent", "visit", "visitNewNumber", "visitApproval", "visitClosing", "visitReopening", "handOver", "numberConfirmed"];

/** Message ids that the source builds from a prefix, with all suffixes. @type {Record<string, string[]>} */
const families = {
  failure: variants("FailureCode"),
  help: [...screensOfStep(), "opening"].filter((screen) => !["receipts", "accountDeleted", ...ofCounter].includes(screen)),
  kind: variants("DocumentKind"),
  "document-name": variants("DocumentKind"),
  status: variants("DocumentStatus"),
  home: ["receipts", "rent-account", "dwelling", "landlord", "new-message", "profile"],
  movement: variants("RentAccountEntryKind"),
  "message-subject": variants("MessageSubject"),
  "message-status": variants("MessageStatus"),
  attachment: variants("AttachmentKind"),
  "pay-by": [...variants("PaymentMeansKind"), "card"],
  "payment-heading": variants("CardPaymentStatus"),
  "payment-lead": variants("CardPaymentStatus"),
  "payment-callout": variants("CardPaymentStatus").filter((status) => status !== "pageNotOpened"),
  transfer: ["payee", "iban", "bic", "reference", "amount"],
  "dwelling-fact": ["address", "kind", "building", "staircase", "floor", "door", "surface", "annexes", "energy", "climate", "meters", "tenants", "occupants", "since", "deposit"],
  validity: variants("DocumentValidity").filter((validity) => validity !== "current"),
  line: variants("LineKind"),
  month: Array.from({ length: 12 }, (_, place) => String(place + 1)),
  freshness: ["upToDate", "offline", "unanswered", "neverSynchronised", "stale"],
  "password-strength": ["weak", "fair", "good", "strong"],
  "robot-check": ["underWay", "done", "later"],
  "stage-next": ["phone", "sms", "details", "password", "none"],
  "contact-lead": ["number", "code", "sms", "email", "signIn", "general"],
  "contact-say": ["number", "code", "sms", "email", "signIn", "general"],
  "profile-name": variants("ProfileQuestion").filter(
    (question) => !["deletion", "mailCode", "export", "pin"].includes(question),
  ),
  "profile-news": variants("ProfileNews"),
  "profile-pin": variants("PinStatus"),
  "pin-loss": variants("PinLoss"),
  "profile-password-for": ["email", "mobile", "landline", "password", "devices", "pin", "export", "deletion"],
  "profile-consent": ["mails", "electronicReceipts"],
  "profile-consent-meaning": ["mails", "electronicReceipts"],
  helped: ["visitBegun", "purposesAdded", "signedUp", "passwordReset", "newNumberConfirmed", "approved", "letterPrinted", "letterPosted", "accountClosed", "accountReopened"],
  identity: variants("IdentityDocument"),
  reason: variants("VisitReason"),
  purpose: variants("VisitPurpose"),
  "visit-task": [...variants("VisitPurpose"), "done", "approval", "account", "closed", "begin"],
  "hand-over": variants("VisitPurpose"),
  "support-secrets": variants("SecretStorage"),
  "support-archive": [...variants("ArchiveDisk"), "closed", "kept"],
  wiped: [...variants("WipePlace"), ...variants("WipeReason").filter((reason) => reason !== "ended").map((reason) => `because-${reason}`)],
  terms: legal(["purpose", "account", "documents", "failures", "end"]),
  data: legal(["controller", "kinds", "purposes", "recipients", "retention", "computer", "rights"]),
  "display-text-size": ["100", "125", "150", "200"],
  "display-contrast": ["normal", "strong"],
  "display-appearance": ["light", "dark", "automatic"],
};
/** @param {string} family */
const membersOf = (family) => (families[family] ?? []).map((ending) => `${family}-${ending}`);
const composed = [...Object.keys(families).flatMap(membersOf), ...membersOf("kind").map((kind) => `${kind}-meaning`)];
const named = [...source.matchAll(/"([a-z]+(?:-[a-zA-Z0-9]+)*)"/g)].map((match) => String(match[1]));
const called = [...source.matchAll(/\b(?:text|lines)\("([^"]+)"/g)].map((match) => String(match[1]));

test("every Fluent file is loaded, at start or with the other screens", () => {
  const loaded = ["src/locale.js", "src/other-texts.js"].map(read).flatMap((script) => /\{([a-z,-]+)\}\.ftl/.exec(script)?.[1]?.split(",") ?? []);
  assert.deepEqual(loaded.sort(), locales.map((file) => basename(file, ".ftl")).sort());
});

test("every text that a screen uses exists", () => {
  const missing = [...new Set([...called, ...composed])].filter((id) => !written.has(id));
  assert.deepEqual(missing, []);
});

test("every text is used by a screen", () => {
  const used = new Set([...named, ...composed]);
  assert.deepEqual([...written].filter((id) => !used.has(id)), []);
});

test("each message formats without error", () => {
  const args = { ...ruleFigures, reader: "staff", server: "s", days: 7, count: 2, chosen: 1, year: "2026", folder: "Documents", placed: "yes", digits: 3, expected: 15, grouped: "123", suggestion: "a@b.fr", bound: "1 €", hour: "14", figure: "48", day: "2",  time: "14 h 32", timed: "yes", title: "t", landlord: "L", product: "P", stage: 1, last: 5, end: "345", first: "06", seconds: 30, minutes: 15, address: "a", addressed: "yes", reference: "r", moment: "m", month: "m", months: "m", elided: "no", date: "d", size: "48 Ko", kept: 12, all: 240, document: "d", page: 1, pages: 2, zoom: 100, siret: "1", when: "today", name: "linux", characters: 4, number: "06", current: 2, code: "••• 245", person: "p", amount: "a", since: "s", dated: "yes", known: "yes", letter: "C", what: "w", clean: "yes", value: "v", version: "1", status: "s", left: "1 €", setAside: "0", codes: "c", command: "c" };
  for (const id of written) {
    /** @type {Error[]} */
    const errors = [];
    const pattern = bundle.getMessage(id)?.value;
    assert.ok(pattern, `${id} has no text`);
    bundle.formatPattern(pattern, args, errors);
    assert.deepEqual(errors, [], id);
  }
});

test("staff at a counter are not spoken to as a tenant", () => {
  // These are said or shown to the tenant.
  const ofTenant = /^(say|hand-over|number-confirmed|visit-consent|wiped)-/;
  const ofCounterScreens = [...read("locales/fr/counter.ftl").matchAll(/^([a-zA-Z][\w-]*) =/gm)].map((match) => String(match[1])).filter((id) => !ofTenant.test(id));
  const chosen = [...written].filter((id) => JSON.stringify(bundle.getMessage(id)?.value).includes(`"reader"`));
  assert.ok(chosen.length > 5);
  for (const id of [...ofCounterScreens, ...chosen]) {
    const pattern = bundle.getMessage(id)?.value;
    assert.ok(pattern);
    const said = bundle.formatPattern(pattern, { ...ruleFigures, reader: "staff", timed: "no" }, []);
    assert.doesNotMatch(said, /votre (agence|bailleur|quittance|code locataire|numéro en entier)|vos (quittances|documents)/u, id);
  }
});

test("French has no bidi isolation marks, which would spoil copied codes", () => {
  const echo = bundle.getMessage("tenant-code-echo")?.value;
  assert.ok(echo);
  assert.doesNotMatch(bundle.formatPattern(echo, { grouped: "123 456", digits: 6, expected: 15 }), /[\u2068\u2069]/);
});

test("the pseudo-language has the same letters at both ends", () => {
  const letters = (/** @type {string} */ source) => [...new Set(source.match(/[ąęįøųýĄĘĮØŲÝ]/gu))].sort();
  const atTheServices = /const MARKED.*?;\n/su.exec(read("../crates/paper/src/pseudo.rs"));
  assert.ok(atTheServices);
  assert.deepEqual(letters(pseudoText("aeiouyAEIOUY")), letters(atTheServices[0]));
});

test("a count selects the singular or the plural", () => {
  const message = bundle.getMessage("failure-tenantCodeMissingDigits")?.value;
  assert.ok(message);
  assert.match(bundle.formatPattern(message, { ...ruleFigures, count: 1 }), /manque 1\u00a0chiffre\./);
  assert.match(bundle.formatPattern(message, { ...ruleFigures, count: 2 }), /manque 2\u00a0chiffres\./);
});

test("French typography: non-breaking spaces, apostrophes, ellipses", () => {
  for (const file of locales) {
    for (const [index, line] of read(file).split("\n").entries()) {
      if (line.startsWith("#")) continue;
      const where = `${file}:${index + 1} ${line}`;
      assert.doesNotMatch(line, / [;!?:»%]/, `a plain space before a sign: ${where}`);
      assert.doesNotMatch(line, /[^\u202f][;!?](\s|$)/, `no U+202F before ; ! ?: ${where}`);
      assert.doesNotMatch(line, /[\p{L}\d»)}]:(\s|$)/u, `no U+00A0 before a colon: ${where}`);
      assert.doesNotMatch(line, /«[^\u00a0]|[^\u00a0]»/, `no U+00A0 inside « »: ${where}`);
      assert.doesNotMatch(line, /'|\.\.\./, `a typewriter's apostrophe or dots: ${where}`);
    }
  }
});

test("the first script includes every text that it draws", () => {
  const [first] = /\{([\w,-]+)\}\.ftl/.exec(read("src/locale.js"))?.slice(1) ?? [];
  const here = new Set(String(first).split(","));
  const elsewhere = new Set(
    locales.filter((file) => !here.has(basename(file, ".ftl"))).flatMap((file) => [...read(file).matchAll(/^([a-zA-Z][\w-]*) =/gm)].map((match) => String(match[1]))),
  );
  const reached = new Set(["src/main.js"]);
  for (const path of reached) {
    for (const [, next] of read(path).matchAll(/^import (?:[^"]* from )?"(\.[^"]+\.js)"/gm)) reached.add(join(dirname(path), String(next)));
  }
  assert.ok(reached.has("src/features/home/home.js") && !reached.has("src/features/documents/receipts.js"));
  const named = [...reached].flatMap((path) => {
    const script = read(path);
    const ids = [...script.matchAll(/\b(?:text|lines)\("([^"]+)"/g)].map((match) => String(match[1]));
    const together = [...script.matchAll(/\b(?:text|lines)\(`([a-z-]+)-\$\{/g)].flatMap((match) => membersOf(String(match[1])));
    return [...ids, ...together].map((id) => `${id} of ${path}`);
  });
  assert.ok(named.some((one) => one.startsWith("status-overdue")), "names that are put together are looked at too");
  assert.deepEqual(named.filter((one) => elsewhere.has(String(one.split(" ")[0]))), []);
});

test("the static first paint has the texts of the locale", () => {
  const html = read("index.html");
  for (const id of ["product", "landlord", "opening-heading"]) {
    const message = bundle.getMessage(id)?.value;
    assert.ok(message && html.includes(`>${bundle.formatPattern(message)}<`), id);
  }
});

/** Heading and text of each section of a legal page. @param {string[]} sections */
function legal(sections) {
  return ["heading", "contact", ...sections.flatMap((section) => [section, `${section}-text`])];
}

/** @returns {string[]} */
function screensOfStep() {
  return [...read("src/bindings.ts").matchAll(/"?screen"?: "(\w+)"/g)].map((match) => String(match[1]));
}

test("a failure text is a sentence with its full stop", () => {
  const open = membersOf("failure").flatMap((id) =>
    ["tenant", "staff"].flatMap((reader) => {
      const pattern = bundle.getMessage(id)?.value;
      const said = pattern ? bundle.formatPattern(pattern, { ...ruleFigures, reader, timed: "no", addressed: "no", count: 2, bound: "1 €", suggestion: "a" }, []) : "";
      return /[.?]$/.test(said) ? [] : [`${id}: ${said}`];
    }),
  );
  assert.deepEqual(open, []);
});

test("a failure text that mentions Réessayer comes with that button", () => {
  const wayOut = Object.fromEntries([...read("src/parts/error-summary.js").matchAll(/^ {2}(\w+): "(\w+)",$/gm)].map(([, code, way]) => [code, way]));
  const named = membersOf("failure").flatMap((id) => {
    const pattern = bundle.getMessage(id)?.value;
    const says = pattern && bundle.formatPattern(pattern, { ...ruleFigures, reader: "tenant", timed: "no" }, []).includes("Réessayer");
    return says ? [id.slice("failure-".length)] : [];
  });
  assert.deepEqual(named.filter((code) => wayOut[code] !== "retry"), []);
  assert.ok(named.length > 0);
});
