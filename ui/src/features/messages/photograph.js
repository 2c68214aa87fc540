/**
 * What a telephone's photograph is sent as: small enough for an old line, and without the place where it was taken. A picture that cannot be
 * drawn, and everything else, stays as it is: the shell says what is wrong with it.
 */
import { ruleFigures } from "../../rule-figures.js";

/** The first is enough to read a letter that was photographed. */
const MAX_SIDES = [1600, 1200, 900];
const QUALITY = 0.75;
/** No telephone makes a larger one. */
const MAX_PHOTOGRAPH_BYTES = 50_000_000;
/** The shell refuses it as it would the whole file, which is not read. */
const MORE_THAN_IS_SENT = ruleFigures.maxAttachedBytes + 1;
/** The part of one file in what comes with a message. */
const MAX_BYTES = Math.floor(ruleFigures.maxAttachedBytes / ruleFigures.maxAttachments);

/**
 * @param {File} file
 * @returns {Promise<Uint8Array>}
 */
export async function asAttachment(file) {
  const drawn = file.type.startsWith("image/") && file.size <= MAX_PHOTOGRAPH_BYTES ? await redrawn(file).catch(() => null) : null;
  return new Uint8Array(await (drawn ?? file.slice(0, MORE_THAN_IS_SENT)).arrayBuffer());
}

/** @param {File} file @returns {Promise<Blob | null>} */
async function redrawn(file) {
  const picture = await createImageBitmap(file);
  /** @type {Blob | null} */
  let drawn = null;
  for (const side of MAX_SIDES) {
    drawn = await drawnWithin(picture, side);
    if (!drawn || drawn.size <= MAX_BYTES) break;
  }
  picture.close();
  return drawn;
}

/**
 * @param {ImageBitmap} picture
 * @param {number} side in pixels, of the longer one
 * @returns {Promise<Blob | null>}
 */
async function drawnWithin(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext("2d");
  if (!paper) return null;
  // What is transparent would turn black.
  paper.fillStyle = "#ffffff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
