// The controls that the Tab key has to reach, in `window.tabbing`, or null where a frame takes the key.

const shownIn = document.querySelector("dialog[open]") ?? document.body;
const all = [...shownIn.querySelectorAll("a[href], button, input, select, textarea, iframe, [tabindex='0']")];
const usable = all.filter((control) => !control.disabled && control.tabIndex >= 0 && control.checkVisibility({ visibilityProperty: true }));
if (usable.some((control) => control.tagName === "IFRAME")) return null;

// Of radio buttons, the chosen one takes the key, or else any.
const isStop = (control) => {
  if (control.type !== "radio") return true;
  const group = usable.filter((other) => other.type === "radio" && other.name === control.name);
  return control === (group.find((other) => other.checked) ?? group[0]);
};
window.tabbing = { waiting: new Set(usable.filter(isStop)), hidden: [] };
return window.tabbing.waiting.size;
