/**
 * The sandboxed frame's side (S18): opaque origin, no shell, no network. It gets the bytes of one PDF by
 * `postMessage` and draws one page. Links, forms, scripts and attachments of the PDF stay inactive.
 */
import "./frame.css";
import { PDFWorker, TextLayer, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { GovernedPort } from "./governed-port.js";
import { BoundedCanvasFactory, MAX_PIXELS, densityWithin } from "./pixels.js";
import { pointOf, scrollTo } from "./same-place.js";
import { PdfSearch } from "./search.js";
import { beginSlice, boundSlices } from "./time-slices.js";
import { startWorker } from "./worker-start.js";

/** @typedef {{ type: "open", bytes: ArrayBuffer, page: number, zoom: number, label: string, language: string, look: Record<string, string> }} Open */
/** @typedef {{ type: "show", page: number, zoom: number, label: string }} Show */
/** @typedef {{ type: "find", words: string, step: 1 | -1 }} Find */
/** @typedef {{ type: "seen" }} Seen */

/**
 * pdf.js draws the fonts of a PDF itself, sign by sign. The engine's own font code, which is not written to read
 * hostile files, gets none of them (decision 0027).
 */
const FONTS = { disableFontFace: true, useSystemFonts: false };
/** Maximum width of a page at 100 %, in CSS pixels. */
const WIDEST = 1000;
/** Shortcuts that the frame passes on to the window. @type {Record<string, (event: KeyboardEvent) => boolean>} */
const KEYS_OF_THE_WINDOW = {
  find: (event) => event.ctrlKey && event.key === "f",
  help: (event) => event.key === "F1",
  back: (event) => event.altKey && event.key === "ArrowLeft",
};

const place = /** @type {HTMLElement} */ (document.getElementById("page"));
const parentWindow = window.parent;
/** @type {import("pdfjs-dist").PDFDocumentProxy | null} */
let pdf = null;
/** @type {GovernedPort | null} */
let port = null;
/** @type {PdfSearch | null} */
let search = null;
/** @type {Show | null} */
let wanted = null;
let drawing = Promise.resolve();
/** Result of {@link look} for which the page was drawn. */
let drawnFor = "";
/** The page on screen. @type {{ number: number, zoom: number, box: HTMLElement } | null} */
let drawn = null;

window.addEventListener("message", (event) => {
  if (event.source !== parentWindow) return;
  beginSlice();
  const message = /** @type {Open | Show | Find | Seen} */ (event.data);
  if (message.type === "open") open(message).catch(failed);
  if (message.type === "show") show(message);
  if (message.type === "find") find(message).catch(failed);
  if (message.type === "seen") listenToTheWheel();
});
// The size of the page depends on the width of the frame.
window.addEventListener("resize", () => wanted && look() !== drawnFor && show(wanted));
window.addEventListener("keydown", (event) => {
  const key = Object.keys(KEYS_OF_THE_WINDOW).find((name) => KEYS_OF_THE_WINDOW[name]?.(event));
  if (!key) return;
  event.preventDefault();
  post({ type: "key", key });
});
// The engine's menu could load the frame again.
window.addEventListener("contextmenu", (event) => event.preventDefault());
boundSlices();
const worker = startWorker();
// A worker that does not start is reported once there is a PDF.
worker.catch(() => {});
post({ type: "ready" });

/** @param {Open} message */
async function open({ bytes, language, look, ...first }) {
  document.documentElement.lang = language;
  Object.assign(document.documentElement.dataset, look);
  port = new GovernedPort(await worker, failed);
  pdf = await getDocument({
    data: bytes,
    worker: PDFWorker.create({ port: /** @type {any} */ (port) }),
    CanvasFactory: BoundedCanvasFactory,
    disableAutoFetch: true,
    enableXfa: false,
    isEvalSupported: false,
    maxImageSize: MAX_PIXELS,
    ...FONTS,
    useWasm: false,
    useWorkerFetch: false,
    verbosity: 0,
  }).promise;
  search = new PdfSearch(pdf, port, () => post({ type: "searching" }));
  show({ ...first, type: "show" });
}

/** @param {Show} message */
function show(message) {
  wanted = message;
  drawing = drawing.then(() => (wanted === message ? draw(message) : undefined)).catch(failed);
}

/**
 * Lays the page out again, once the frame is visible. The engine decides at layout what can scroll: an element
 * that was laid out in a hidden frame ignores the wheel.
 */
function listenToTheWheel() {
  place.style.overflow = "hidden";
  place.getBoundingClientRect();
  place.style.overflow = "";
}

/** @param {Show} message */
async function draw({ page: number, zoom, label }) {
  if (!pdf || !port || !search) return;
  port.beginPage();
  drawnFor = look();
  const page = await pdf.getPage(number);
  const unscaled = page.getViewport({ scale: 1 });
  const fit = Math.min(place.clientWidth - 32, WIDEST) / unscaled.width;
  const viewport = page.getViewport({ scale: (fit * zoom) / 100 });
  const density = densityWithin(MAX_PIXELS, viewport, window.devicePixelRatio || 1);

  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width * density));
  canvas.height = Math.max(1, Math.floor(viewport.height * density));
  canvas.setAttribute("aria-hidden", "true");
  const words = document.createElement("div");
  words.className = "textLayer";
  const pageBox = document.createElement("div");
  pageBox.className = "page-box";
  pageBox.dataset["zoom"] = String(zoom);
  pageBox.append(canvas, words);
  pageBox.style.width = `${viewport.width}px`;
  pageBox.style.height = `${viewport.height}px`;
  pageBox.style.setProperty("--total-scale-factor", String(viewport.scale));
  pageBox.style.setProperty("--scale-round-x", "1px");
  pageBox.style.setProperty("--scale-round-y", "1px");

  await page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] }).promise;
  const turned = drawn?.number !== number;
  putInPlace({ number, zoom, box: pageBox });
  place.setAttribute("aria-label", label);
  const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport });
  await layer.render();
  TextLayer.cleanup();
  page.cleanup();
  search.drawn(number, layer.textDivs);
  // A page in another size is read on where it was, not where the search found something.
  search.mark(turned ? place : null);
  post({ type: "rendered", pages: pdf.numPages });
}

/**
 * Puts a drawn page on screen. Another page begins at its top. In another size, the middle of what was in sight
 * stays there; in a window of another size, its top.
 * @param {{ number: number, zoom: number, box: HTMLElement }} next
 */
function putInPlace(next) {
  const before = drawn?.number === next.number ? drawn : null;
  const at = before?.zoom === next.zoom ? { across: 0, down: 0 } : { across: 0.5, down: 0.5 };
  const point = before && pointOf(before.box, place, at);
  place.replaceChildren(next.box);
  if (point) scrollTo(next.box, place, at, point);
  else place.scrollTop = 0;
  drawn = next;
}

/** What the size of a page depends on. */
function look() {
  return `${place.clientWidth} ${window.devicePixelRatio}`;
}

/** @param {Find} message */
async function find({ words, step }) {
  const found = await search?.find(words, step, wanted?.page ?? 1);
  if (!found) return;
  search?.mark(place);
  post({ type: "found", words, ...found });
}

function failed() {
  post({ type: "failed" });
}

/** @param {Record<string, unknown>} message */
function post(message) {
  // A frame of opaque origin cannot know the parent's origin. No message holds a secret.
  parentWindow.postMessage(message, "*");
}
