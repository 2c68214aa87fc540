/** Keeps a point of the page where it is on screen, when the page is drawn again in another size. */

/** Shares of the width and of the height of a box, from its top left. @typedef {{ across: number, down: number }} Point */

/**
 * The point of a page that lies at a point of what shows it.
 * @param {Element} sheet the page
 * @param {Element} view what scrolls
 * @param {Point} at
 * @returns {Point}
 */
export function pointOf(sheet, view, at) {
  const [page, sight] = [sheet.getBoundingClientRect(), view.getBoundingClientRect()];
  return {
    across: (sight.left + sight.width * at.across - page.left) / page.width,
    down: (sight.top + sight.height * at.down - page.top) / page.height,
  };
}

/**
 * Scrolls until a point of the page lies at a point of what shows it, as far as that scrolls.
 * @param {Element} sheet
 * @param {Element} view
 * @param {Point} at
 * @param {Point} point
 */
export function scrollTo(sheet, view, at, point) {
  const now = pointOf(sheet, view, at);
  const page = sheet.getBoundingClientRect();
  view.scrollLeft += (point.across - now.across) * page.width;
  view.scrollTop += (point.down - now.down) * page.height;
}
