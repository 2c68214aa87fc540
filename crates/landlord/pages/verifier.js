/**
 * Sends the code to the service and shows the answer. The code stands in the link's fragment, which a
 * browser sends to nobody; it goes out in the body of one request, which the service does not keep.
 */

const locale = document.documentElement.dataset.locale;
const euros = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });

const element = (id) => document.getElementById(id);
const answers = ["genuine", "replaced", "withdrawn", "notGenuine", "failed", "too-many"];
const words = element("words").content;
/** The sentence of a name, or nothing for a name that a later service brings. */
const word = (name) => words.querySelector(`[data-word="${CSS.escape(name)}"]`)?.textContent ?? "";

const money = (cents) => euros.format(cents / 100).replace("-", "\u2212");
const date = (iso) => day.format(new Date(`${iso}T00:00:00Z`)).replace(/^1 /, `${word("first-day")} `);
const monthOf = (term) => month.format(new Date(`${term}-01T00:00:00Z`));
const grouped = (siret) => siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1\u00a0$2\u00a0$3\u00a0$4");

/** The facts in the order in which a document shows them. */
function rows(facts) {
  return [
    [word("document"), word(`kind-${facts.kind}`)],
    [word("term"), monthOf(facts.term)],
    [word("issued-on"), date(facts.issuedOn)],
    [word("tenants"), facts.tenants],
    [word("dwelling"), facts.dwelling],
    ...facts.totals.map(({ kind, amount }) => [word(`line-${kind}`) || word("line-other"), money(amount)]),
    [word("amount"), money(facts.amount)],
    ...(facts.paid === 0 ? [] : [[word("paid"), money(facts.paid)]]),
    ...(facts.paidOn ? [[word("paid-on"), date(facts.paidOn)]] : []),
    [word("siret"), grouped(facts.siret)],
    ...(facts.supersedes ? [[word("correction"), word("supersedes")]] : []),
  ];
}

function showFacts(facts) {
  const list = element("facts");
  list.hidden = facts === null;
  list.replaceChildren(
    ...(facts ? rows(facts) : []).flatMap(([name, value]) => {
      const [term, description] = [document.createElement("dt"), document.createElement("dd")];
      // A name or an amount keeps its own order in a page from right to left.
      const fact = description.appendChild(document.createElement("bdi"));
      [term.textContent, fact.textContent] = [name, value];
      return [term, description];
    }),
  );
}

/** Shows one answer, and leads the reader's voice to it. */
function show(answer) {
  for (const one of answers) element(one).hidden = one !== answer;
  element("under-way").hidden = answer !== null;
  element("again").hidden = answer !== "failed";
  if (answer) element(answer).focus();
}

/** Only the last code asked about is answered. */
let asked = 0;
let code = "";

async function check(text) {
  const number = ++asked;
  code = text;
  showFacts(null);
  show(null);
  const [answer, facts] = await ask(text);
  if (number !== asked) return;
  showFacts(facts);
  show(answer);
}

async function ask(text) {
  try {
    const response = await fetch("v1/verifications", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: text }),
      credentials: "omit",
    });
    if (response.status === 429) return ["too-many", null];
    // No code is that long.
    if (response.status === 413) return ["notGenuine", null];
    if (!response.ok) return ["failed", null];
    const { outcome, facts } = await response.json();
    return answers.includes(outcome) ? [outcome, facts ?? null] : ["failed", null];
  } catch {
    return ["failed", null];
  }
}

function checkLink() {
  const fragment = location.hash.slice(1);
  if (fragment) check(fragment);
}

element("again").addEventListener("click", () => check(code));
element("by-hand").addEventListener("submit", (event) => {
  event.preventDefault();
  check(element("code").value);
});
addEventListener("hashchange", checkLink);
checkLink();
