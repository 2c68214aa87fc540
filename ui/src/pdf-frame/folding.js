/** Text as it is compared: without capitals, accents and differences between signs that look alike. */

/** Where a letter stands: in which piece of text, and at which place of it. @typedef {{ piece: number, at: number }} Spot */
/** `spots` says of each letter of `text` where it came from. @typedef {{ text: string, spots: Spot[] }} Folded */

/** People type the sign on their keyboard. @type {Record<string, string>} */
const ALIKE = { "’": "'", "‘": "'", "−": "-", "–": "-", "‑": "-", "\u00ad": "" };

/**
 * Spaces in a row count as one, also from one piece to the next.
 * @param {string[]} pieces
 * @returns {Folded}
 */
export function folded(pieces) {
  let text = "";
  /** @type {Spot[]} */
  const spots = [];
  for (const [piece, letters] of pieces.entries()) {
    let at = 0;
    for (const letter of letters) {
      for (const one of foldedLetter(letter)) {
        if (one === " " && (text === "" || text.endsWith(" "))) continue;
        text += one;
        spots.push({ piece, at });
      }
      at += letter.length;
    }
  }
  return { text, spots };
}

/** @param {string} letter */
function foldedLetter(letter) {
  const alike = ALIKE[letter] ?? letter;
  // Apart from its accents, which are dropped; a ligature becomes its letters.
  return alike.normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s/gu, " ").toLowerCase();
}
