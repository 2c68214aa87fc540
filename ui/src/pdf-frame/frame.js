/**
 * The sandboxed frame's side (S18): opaque origin, no shell, no network. It gets the bytes of one PDF by `postMessage` and draws one page.
 * Neither links, forms, scripts nor attachments of the PDF are brought to life.
 */
import "./frame.css";
import { GlobalWorkerOptions, PDFWorker, TextLayer, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** @typedef {{ type: "open", bytes: ArrayBuffer, page: number, zoom: number, label: string, language: string, look: Record<string, string> }} Open */
/** @typedef {{ type: "show", page: number, zoom: number, label: string }} Show */

/** A page is drawn to this width in CSS pixels at most when it is shown at 100 %. */
const WIDEST = 1000;
/** S18: a picture or page larger than this many pixels is left out rather than drawn. */
const MOST_PIXELS = 32_000_000;
const WORKER_START = 4_000;

const place = /** @type {HTMLElement} */ (document.getElementById("page"));
const parentWindow = window.parent;
/** @type {import("pdfjs-dist").PDFDocumentProxy | null} */
let pdf = null;
/** @type {Show | null} */
let wanted = null;
let drawing = Promise.resolve();

window.addEventListener("message", (event) => {
  if (event.source !== parentWindow) return;
  const message = /** @type {Open | Show} */ (event.data);
  if (message.type === "open") open(message).catch(failed);
  if (message.type === "show") show(message);
});
// Another width, another size of page.
window.addEventListener("resize", () => wanted && show(wanted));
tell({ type: "ready" });

/** @param {Open} message */
async function open({ bytes, language, look, ...first }) {
  document.documentElement.lang = language;
  Object.assign(document.documentElement.dataset, look);
  const worker = await startWorker();
  pdf = await getDocument({
    data: bytes,
    ...(worker ? { worker } : {}),
    disableAutoFetch: true,
    enableXfa: false,
    isEvalSupported: false,
    maxImageSize: MOST_PIXELS,
    useSystemFonts: true,
    useWasm: false,
    useWorkerFetch: false,
    verbosity: 0,
  }).promise;
  show({ ...first, type: "show" });
}

/** @param {Show} message */
function show(message) {
  wanted = message;
  drawing = drawing.then(() => (wanted === message ? draw(message) : undefined)).catch(failed);
}

/** @param {Show} message */
async function draw({ page: number, zoom, label }) {
  if (!pdf) return;
  const page = await pdf.getPage(number);
  const unscaled = page.getViewport({ scale: 1 });
  const fit = Math.min(place.clientWidth - 32, WIDEST) / unscaled.width;
  const viewport = page.getViewport({ scale: (fit * zoom) / 100 });
  const density = Math.min(window.devicePixelRatio || 1, Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)));

  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.setAttribute("aria-hidden", "true");
  const words = document.createElement("div");
  words.className = "textLayer";
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.append(canvas, words);
  sheet.style.width = `${viewport.width}px`;
  sheet.style.height = `${viewport.height}px`;
  sheet.style.setProperty("--total-scale-factor", String(viewport.scale));
  sheet.style.setProperty("--scale-round-x", "1px");
  sheet.style.setProperty("--scale-round-y", "1px");

  await page.render({ canvas, viewport, transform: [density, 0, 0, density, 0, 0] }).promise;
  place.replaceChildren(sheet);
  place.setAttribute("aria-label", label);
  await new TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
  TextLayer.cleanup();
  place.scrollTop = 0;
  tell({ type: "rendered", pages: pdf.numPages });
}

/**
 * A real worker keeps a PDF that computes for ever away from the window. Its source is a function of this page, because an opaque origin
 * may load a worker from a `blob:` only. Where even that is refused, the same function runs here.
 * @returns {Promise<PDFWorker | null>}
 */
async function startWorker() {
  const source = new Blob([`(${globalThis.startPdfWorker})()`], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  try {
    const port = new Worker(address);
    await firstMessage(port);
    return PDFWorker.create({ port });
  } catch {
    globalThis.startPdfWorker();
    GlobalWorkerOptions.workerSrc = "pdf-worker.js";
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** @param {Worker} port */
function firstMessage(port) {
  return new Promise((resolve, reject) => {
    const refuse = () => {
      port.terminate();
      reject(new Error("no worker"));
    };
    port.addEventListener("message", resolve, { once: true });
    port.addEventListener("error", refuse, { once: true });
    setTimeout(refuse, WORKER_START);
  });
}

function failed() {
  tell({ type: "failed" });
}

/** @param {{ type: "ready" } | { type: "rendered", pages: number } | { type: "failed" }} message */
function tell(message) {
  // The parent's origin cannot be known from an opaque one, and nothing said here is a secret.
  parentWindow.postMessage(message, "*");
}
