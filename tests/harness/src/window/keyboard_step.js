// Takes note of the control that has the focus, and whether something hides it (WCAG 2.2, 2.4.11). The engine scrolls
// to it in a later frame.

const done = arguments[arguments.length - 1];
const MAX_FRAMES = 30;
const { waiting, hidden } = window.tabbing;
const control = document.activeElement;
if (waiting.delete(control)) {
  const isShown = (x, y) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (control.contains(there) || [...(control.labels ?? [])].some((label) => label.contains(there)));
  };
  const isSeen = () => {
    const boxes = [...control.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    return boxes.length === 0 || boxes.some((box) => [0.1, 0.5, 0.9].some((part) => isShown(box.x + box.width / 2, box.y + box.height * part) || isShown(box.x + box.width * part, box.y + box.height / 2)));
  };
  const look = (framesLeft) => {
    if (isSeen() || !control.isConnected) answer();
    else if (framesLeft > 0) requestAnimationFrame(() => look(framesLeft - 1));
    else {
      hidden.push(`hidden while it has the focus: ${control.outerHTML.slice(0, 120)}`);
      answer();
    }
  };
  look(MAX_FRAMES);
} else {
  answer();
}

function answer() {
  // What left the page meanwhile is reached by nobody.
  const there = [...waiting].filter((one) => one.isConnected);
  done({ left: there.length, faults: [...hidden, ...there.map((one) => `no Tab key leads to ${one.outerHTML.slice(0, 120)}`)] });
}
