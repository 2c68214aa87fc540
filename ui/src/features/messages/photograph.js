/**
 * Redraws photographs before they are sent: small enough for a slow line, and without the place where they were
 * taken. A picture that cannot be drawn, and any other file, stays as it is: the shell checks it.
 */
import { ruleFigures } from "../../rule-figures.js";

/** Longer sides in pixels, tried in this order. The first is enough to read a photographed letter. */
const MAX_SIDES = [1600, 1200, 900];
const QUALITY = 0.75;
/** Longer side of a thumbnail in pixels: twice its size in the page, for dense displays. */
const THUMBNAIL_SIDE = 160;
/** Maximum size of a file to redraw: no telephone takes a larger photograph. */
const MAX_PHOTOGRAPH_BYTES = 50_000_000;
/** Bytes read of a file: one too many is enough for the shell to refuse it. */
const MORE_THAN_IS_SENT = ruleFigures.maxAttachedBytes + 1;
/** Share of one file in the attachments of a message, in bytes. */
const MAX_BYTES = Math.floor(ruleFigures.maxAttachedBytes / ruleFigures.maxAttachments);

/**
 * A file as it is sent, and a thumbnail for the page: a data URL, or "" where there is no picture to draw.
 * @param {File} file
 * @returns {Promise<{ bytes: Uint8Array, thumbnail: string }>}
 */
export async function asAttachment(file) {
  const drawn = file.type.startsWith("image/") && file.size <= MAX_PHOTOGRAPH_BYTES ? await redrawn(file).catch(() => null) : null;
  const sent = drawn?.photograph ?? file.slice(0, MORE_THAN_IS_SENT);
  return { bytes: new Uint8Array(await sent.arrayBuffer()), thumbnail: drawn?.thumbnail ?? "" };
}

/** @param {File} file @returns {Promise<{ photograph: Blob | null, thumbnail: string }>} */
async function redrawn(file) {
  const picture = await createImageBitmap(file);
  /** @type {Blob | null} */
  let photograph = null;
  for (const side of MAX_SIDES) {
    const canvas = drawnWithin(picture, side);
    photograph = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!photograph || photograph.size <= MAX_BYTES) break;
  }
  const thumbnail = drawnWithin(picture, THUMBNAIL_SIDE).toDataURL("image/jpeg", QUALITY);
  picture.close();
  return { photograph, thumbnail };
}

/**
 * @param {ImageBitmap} picture
 * @param {number} side length of the longer side, in pixels
 */
function drawnWithin(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  // In a JPEG, transparent pixels would turn black.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
