/**
 * Asks a security key for the window of a counter. The token stands in the fragment of the address, which a browser
 * sends to nobody; it goes out in the body of two requests.
 */

const element = (id) => document.getElementById(id);
const answers = ["done", "silent", "refused", "added-before", "over", "unable", "failed", "too-many"];
/** After these, the same may be tried again: by a button outside the form, which may not be there yet. */
const passing = ["failed", "too-many"];
/** After these, the form has nothing to do any more. */
const last = ["done", "over", "unable", ...passing];

/** What the service asks the key for; null before it is known. */
let asked = null;
let token = "";

/** Shows one answer, and leads the reader's voice to it. The button stays where another try may help. */
function show(answer) {
  for (const one of answers) element(one).hidden = one !== answer;
  element("under-way").hidden = answer !== null;
  element("again").hidden = !passing.includes(answer);
  element("asking").hidden = answer === null || last.includes(answer);
  if (answer) element(answer).focus();
}

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

async function post(path, body) {
  return fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    credentials: "omit",
  });
}

async function sign() {
  const { rawId, response } = await navigator.credentials.get({
    publicKey: {
      challenge: bytes(asked.challenge),
      rpId: asked.rpId,
      userVerification: "required",
      timeout: asked.expiresIn * 1000,
    },
  });
  return {
    signed: {
      credentialId: text(rawId),
      clientDataJson: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
    },
  };
}

async function make() {
  const { rpName, userId, userName, userDisplayName, algorithms, excluded } = asked.creation;
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(asked.challenge),
      rp: { id: asked.rpId, name: rpName },
      user: { id: bytes(userId), name: userName, displayName: userDisplayName },
      pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: excluded.map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
      timeout: asked.expiresIn * 1000,
    },
  });
  return { made: { clientDataJson: text(response.clientDataJSON), attestationObject: text(response.attestationObject) } };
}

/** What happened when no key answered. */
function withoutKey(error) {
  if (error.name === "InvalidStateError") return "added-before";
  // The page is at another address than the one that keys sign for, or the browser asks no keys.
  if (["SecurityError", "NotSupportedError", "TypeError"].includes(error.name)) return "unable";
  return "silent";
}

/** What the service says when it takes nothing. A proxy before it may bound the requests. */
function unanswered({ status }) {
  if (status === 404) return "over";
  return status === 429 ? "too-many" : "failed";
}

async function use() {
  let answer;
  try {
    answer = await (asked.creation ? make() : sign());
  } catch (error) {
    return withoutKey(error);
  }
  try {
    const response = await post("v1/security-key-answers", { token, answer });
    if (response.ok) return "done";
    return response.status === 400 ? "refused" : unanswered(response);
  } catch {
    return "failed";
  }
}

async function learn() {
  try {
    const response = await post("v1/security-key-requests", { token });
    if (!response.ok) return unanswered(response);
    asked = await response.json();
  } catch {
    return "failed";
  }
  return window.PublicKeyCredential ? null : "unable";
}

async function begin() {
  // Nothing of it stays in the history of a browser that others use too.
  if (location.hash) {
    token = location.hash.slice(1);
    history.replaceState(null, "", location.pathname + location.search);
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return show("over");
  asked = null;
  const failure = await learn();
  if (failure) return show(failure);
  for (const one of [...answers, "again"]) element(one).hidden = true;
  element("number").textContent = asked.number;
  element("device").textContent = asked.device;
  element("sign").hidden = asked.creation !== undefined;
  element("add").hidden = asked.creation === undefined;
  element("asking").hidden = false;
}

async function touch() {
  show(null);
  show(await use());
}

element("asking").addEventListener("submit", (event) => {
  event.preventDefault();
  touch();
});
element("again").addEventListener("click", () => (asked ? touch() : begin()));
addEventListener("hashchange", () => {
  if (location.hash) begin();
});
begin();
