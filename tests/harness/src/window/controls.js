// The controls of the page as a screen reader ought to tell them: role, name and states, from the DOM alone. Names
// are axe-core's, which computes them by the W3C's rules (accname).

const shownIn = document.querySelector("dialog[open]") ?? document.body;
const shown = [...shownIn.querySelectorAll("a[href], button, input, select, textarea")].filter((control) =>
  control.checkVisibility({ visibilityProperty: true }) && !control.closest("[aria-hidden='true'], [inert]"));

const ROLES = { a: "link", button: "button", select: "combo box", textarea: "entry" };
const INPUTS = { checkbox: "check box", radio: "radio button", password: "password", file: "button" };
const roleOf = (control) => {
  if (control.hasAttribute("aria-pressed")) return "toggle button";
  // The button of a list is told as a list is.
  if (control.getAttribute("aria-haspopup") === "listbox") return "combo box";
  return ROLES[control.localName] ?? INPUTS[control.type] ?? "entry";
};
const STATES = {
  checked: (control) => control.checked === true || control.getAttribute("aria-pressed") === "true",
  disabled: (control) => control.disabled === true || control.getAttribute("aria-disabled") === "true",
  expanded: (control) => control.getAttribute("aria-expanded") === "true",
  focused: (control) => control === document.activeElement,
  invalid: (control) => control.getAttribute("aria-invalid") === "true",
  required: (control) => control.required === true || control.getAttribute("aria-required") === "true",
};

axe.setup(document);
const controls = shown.map((control) => ({
  role: roleOf(control),
  name: axe.commons.text.accessibleText(control).replace(/\s+/gu, " ").trim(),
  states: Object.keys(STATES).filter((state) => STATES[state](control)),
}));
axe.teardown();
return controls;
