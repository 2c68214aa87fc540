// Built by `vite.pdf.config.js` into a function, `startPdfWorker`: see there.
import "pdfjs-dist/legacy/build/pdf.worker.mjs";
