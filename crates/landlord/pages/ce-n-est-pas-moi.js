/**
 * Closes the account, once the button is pressed. The token stands in the link's fragment, which a browser sends to
 * nobody; it goes out in the body of one request.
 */

const element = (id) => document.getElementById(id);
const answers = ["asked", "incomplete", "failed", "too-many"];

/** Shows one answer, and leads the reader's voice to it. The button stays where another try may help. */
function show(answer) {
  for (const one of answers) element(one).hidden = one !== answer;
  element("under-way").hidden = answer !== null;
  element("closing").hidden = answer === null || answer === "asked" || answer === "incomplete";
  if (answer) element(answer).focus();
}

const token = () => location.hash.slice(1);

async function close() {
  try {
    const response = await fetch("v1/closures", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: token() }),
      credentials: "omit",
    });
    if (response.status === 429) return "too-many";
    return response.ok ? "asked" : "failed";
  } catch {
    return "failed";
  }
}

function begin() {
  const whole = /^[A-Za-z0-9_-]{14}$/.test(token());
  for (const one of answers) element(one).hidden = one !== "incomplete" || whole;
  element("closing").hidden = !whole;
}

element("closing").addEventListener("submit", async (event) => {
  event.preventDefault();
  show(null);
  show(await close());
});
addEventListener("hashchange", begin);
begin();
