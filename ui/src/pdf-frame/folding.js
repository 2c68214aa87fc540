/** Folds text for comparison: without capitals, accents and differences between signs that look alike. */

/** Origin of a letter: index of its piece, and offset in it. @typedef {{ piece: number, at: number }} Spot */
/** `spots` has the origin of each letter of `text`. @typedef {{ text: string, spots: Spot[] }} Folded */

/** Typographic signs, and what people type on a keyboard. @type {Record<string, string>} */
const ALIKE = { "’": "'", "‘": "'", "−": "-", "–": "-", "‑": "-", "\u00ad": "" };

/**
 * Folds the pieces of a text. Consecutive spaces become one, also from one piece to the next.
 * @param {string[]} pieces
 * @returns {Folded}
 */
export function folded(pieces) {
  let text = "";
  /** @type {Spot[]} */
  const spots = [];
  for (const [piece, characters] of pieces.entries()) {
    let at = 0;
    for (const character of characters) {
      for (const one of foldedCharacter(character)) {
        if (one === " " && (text === "" || text.endsWith(" "))) continue;
        text += one;
        spots.push({ piece, at });
      }
      at += character.length;
    }
  }
  return { text, spots };
}

/** @param {string} character */
function foldedCharacter(character) {
  const alike = ALIKE[character] ?? character;
  // NFKD separates accents, which are dropped, and splits a ligature into its letters.
  return alike.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s/gu, " ").toLowerCase();
}
