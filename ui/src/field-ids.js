/** @type {Record<import("./bindings.ts").Field, string>} */
export const fieldIds = {
  tenantCode: "tenant-code",
  phone: "phone",
  letterCode: "letter-code",
  smsCode: "sms-code",
  email: "email",
  landline: "landline",
  terms: "terms",
  password: "password",
  amount: "amount",
  message: "message",
  attachments: "attachments",
  pin: "pin",
  pinAgain: "pin-again",
  currentPin: "current-pin",
  staffLogin: "staff-login",
  staffCode: "staff-code",
  activationCode: "activation-code",
  name: "name",
  birthDate: "birth-date",
  identityDocument: "identity-document",
  purposes: "purposes",
  visitReason: "visit-reason",
  visitNote: "visit-note",
  closing: "closing",
  proxyName: "proxy-name",
  proxyPassword: "proxy-password",
};

/** Failures that a button of the page answers, not another text in the field: its id. @type {Partial<Record<import("./bindings.ts").FailureCode, string>>} */
export const answeredBy = { smsCodeExpired: "resend" };

/** Controls of a question: a field is where typing begins, a choice is read first. */
const CONTROLS = "main form :is(input, .list, textarea)";

/** Returns the text field that the question on screen begins with; null where it begins otherwise. */
export const firstField = () => textField(document.querySelector(CONTROLS));

/** Returns the text field that is all the question on screen asks for; null where it asks for more, or otherwise. */
export function onlyField() {
  const all = document.querySelectorAll(CONTROLS);
  return all.length === 1 ? textField(all[0]) : null;
}

/** @param {Element | null | undefined} control */
function textField(control) {
  const isTyped = control instanceof HTMLTextAreaElement || (control instanceof HTMLInputElement && !["checkbox", "radio", "file"].includes(control.type));
  return isTyped && control.closest(".field") ? control : null;
}

/** Empties a field whose text was sent, so that it is not kept as a draft. @param {import("./bindings.ts").Field} field */
export function forgetTyped(field) {
  const input = document.getElementById(fieldIds[field]);
  if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) input.value = "";
}

/**
 * Returns the current text of a field, or an empty string if it is not on screen. Typed text stays in the page.
 * @param {import("./bindings.ts").Field} field
 */
export function typed(field) {
  const input = document.getElementById(fieldIds[field]);
  return input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement ? input.value : "";
}

/** Whether a field of the page has been filled in. */
export function isFilledIn() {
  const fields = /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (document.querySelectorAll("main input, main textarea"));
  return [...fields].some((field) => (field.type === "checkbox" || field.type === "radio" ? /** @type {HTMLInputElement} */ (field).checked : field.value !== ""));
}
