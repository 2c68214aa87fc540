// Built by `vite.pdf.config.js` into a function, `startPdfWorker`: see there.
import "./bounded-memory.js";
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
