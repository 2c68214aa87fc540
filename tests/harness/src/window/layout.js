// What the window shows: its texts, and the places where one is cut off or covers another.

/** Half of the smaller of two texts: lines may touch, letters may not. */
const COVERED = 0.5;

const shownIn = document.querySelector("dialog[open]") ?? document.body;
const texts = [document.title];
const faults = [];
const pieces = [];
const walker = document.createTreeWalker(shownIn, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  const words = node.textContent.trim();
  if (words === "" || parent.closest("script, style, [hidden], [translate='no']")) continue;
  if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  texts.push(words);
  if (parent.closest("option, select, .visually-hidden, svg")) continue;
  // Groups of digits that no letter holds together change places in a language from right to left (UAX 9).
  if (/^[\d•][\d•\s]*[ \u00a0][\d•\s]*$/u.test(words) && getComputedStyle(parent).direction === "rtl") faults.push(`backwards: « ${words} »`);
  // So do the parts of one number, each isolated.
  if (/\d\u2069[^\p{L}]*\u2068\d/u.test(words)) faults.push(`number in parts: « ${words} »`);
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) if (box.width > 1 && box.height > 1) pieces.push({ words, parent, box });
}
for (const element of shownIn.querySelectorAll("[aria-label], [alt], [title], [placeholder]")) {
  if (!element.checkVisibility()) continue;
  for (const name of ["aria-label", "alt", "title", "placeholder"]) if (element.getAttribute(name)) texts.push(element.getAttribute(name));
}

const isHiding = (value) => value === "hidden" || value === "clip";
for (const { words, parent, box } of pieces) {
  let scrolls = false;
  for (let outer = parent; outer && outer !== document.documentElement; outer = outer.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(outer);
    const edge = outer.getBoundingClientRect();
    scrolls ||= overflowX === "auto" || overflowX === "scroll";
    const cutAside = isHiding(overflowX) && (box.left < edge.left - 1 || box.right > edge.right + 1);
    const cutBelow = isHiding(overflowY) && (box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
    if (cutAside || cutBelow) faults.push(`cut: « ${words} » in ${outer.tagName}.${outer.className}`);
  }
  if (!scrolls && (box.left < -1 || box.right > innerWidth + 1)) faults.push(`beyond the window: « ${words} »`);
}

const isFixed = (element) => {
  for (let outer = element; outer; outer = outer.parentElement) if (["fixed", "sticky"].includes(getComputedStyle(outer).position)) return true;
  return false;
};
const resting = pieces.filter(({ parent }) => !isFixed(parent)).sort((a, b) => a.box.top - b.box.top);
resting.forEach((one, place) => {
  for (const other of resting.slice(place + 1)) {
    if (other.box.top > one.box.bottom) break;
    if (other.parent === one.parent && other.words === one.words) continue;
    const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const height = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
    if (width > 2 && height > COVERED * Math.min(one.box.height, other.box.height)) faults.push(`overlap: « ${one.words} » and « ${other.words} »`);
  }
});
return { texts, faults: [...new Set(faults)] };
