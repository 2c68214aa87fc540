// Takes note of the control that has the focus, and whether something hides it (WCAG 2.2, 2.4.11).

const { waiting, hidden } = window.tabbing;
const control = document.activeElement;
if (waiting.delete(control)) {
  const isShown = (x, y) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (control.contains(there) || [...(control.labels ?? [])].some((label) => label.contains(there)));
  };
  const boxes = [...control.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const seen = boxes.some((box) => [0.1, 0.5, 0.9].some((part) => isShown(box.x + box.width / 2, box.y + box.height * part) || isShown(box.x + box.width * part, box.y + box.height / 2)));
  if (boxes.length > 0 && !seen) hidden.push(`hidden while it has the focus: ${control.outerHTML.slice(0, 120)}`);
}
return { left: waiting.size, faults: [...hidden, ...[...waiting].map((one) => `no Tab key leads to ${one.outerHTML.slice(0, 120)}`)] };
