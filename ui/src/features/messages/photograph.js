/**
 * Redraws photographs before they are sent: small enough for a slow line, and without the place where they were
 * taken. A picture that cannot be drawn, and any other file, stays as it is: the shell checks it.
 */
import { ruleFigures } from "../../rule-figures.js";

/** Longer sides in pixels, tried in this order. The first is enough to read a photographed letter. */
const MAX_SIDES = [1600, 1200, 900];
const QUALITY = 0.75;
/** Maximum size of a file to redraw: no telephone takes a larger photograph. */
const MAX_PHOTOGRAPH_BYTES = 50_000_000;
/** Bytes read of a file: one too many is enough for the shell to refuse it. */
const MORE_THAN_IS_SENT = ruleFigures.maxAttachedBytes + 1;
/** Share of one file in the attachments of a message, in bytes. */
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
 * @param {number} side length of the longer side, in pixels
 * @returns {Promise<Blob | null>}
 */
async function drawnWithin(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) return null;
  // In a JPEG, transparent pixels would turn black.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
