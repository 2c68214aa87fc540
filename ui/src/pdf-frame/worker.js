// `vite.pdf.config.js` builds this file into the function `startPdfWorker`.
import "./bounded-memory.js";
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
