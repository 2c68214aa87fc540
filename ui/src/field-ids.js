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
  proxyName: "proxy-name",
  proxyPassword: "proxy-password",
};

/** Control that a question begins with: its field is where typing begins, a choice is read first. */
const FIRST_CONTROL = "main form :is(input, select, textarea)";

/** Returns the text field that the question on screen begins with; null where it begins otherwise. */
export function firstField() {
  const first = document.querySelector(FIRST_CONTROL);
  const isTyped = first instanceof HTMLTextAreaElement || (first instanceof HTMLInputElement && !["checkbox", "radio", "file"].includes(first.type));
  return isTyped && first.closest(".field") ? first : null;
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
