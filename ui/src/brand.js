/** Darkens or lightens the landlord's colour until text in it, or on it, has a contrast of at least 7:1. */

/** Grounds of `styles/tokens.css` on which a colour has its lowest contrast, one for each theme. */
const LIGHT_PAPER = "#f3f6f7";
const DARK_SURFACE = "#1d2329";
const MIN_CONTRAST = 7;

/** @typedef {[number, number, number]} Rgb */

/**
 * @param {string | null} colour
 * @returns {{ onLight: string, onDark: string } | null} null without a colour of the form #rrggbb
 */
export function brandColours(colour) {
  const rgb = colour && parse(colour);
  if (!rgb) return null;
  return { onLight: towards(rgb, [0, 0, 0], LIGHT_PAPER), onDark: towards(rgb, [255, 255, 255], DARK_SURFACE) };
}

/**
 * WCAG contrast ratio of two colours, from 1 to 21.
 * @param {string} one
 * @param {string} other
 */
export function contrast(one, other) {
  const [a, b] = [luminance(parse(one)), luminance(parse(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/**
 * @param {Rgb} from
 * @param {Rgb} end
 * @param {string} background
 */
function towards(from, end, background) {
  for (let part = 0; part < 1; part += 0.04) {
    const mixed = hex(/** @type {Rgb} */ (from.map((channel, i) => channel + (/** @type {number} */ (end[i]) - channel) * part)));
    if (contrast(mixed, background) >= MIN_CONTRAST) return mixed;
  }
  return hex(end);
}

/**
 * @param {string} colour
 * @returns {Rgb | null}
 */
function parse(colour) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return match && /** @type {Rgb} */ (match.slice(1).map((channel) => Number.parseInt(channel, 16)));
}

/** @param {Rgb} rgb */
function hex(rgb) {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {Rgb | null} rgb */
function luminance(rgb) {
  const [r, g, b] = (rgb ?? [0, 0, 0]).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * Number(r) + 0.7152 * Number(g) + 0.0722 * Number(b);
}
