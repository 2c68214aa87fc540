/** The PDF worker, built as a function: see `vite.pdf.config.js`. */
declare var startPdfWorker: () => void;

declare module "pdfjs-dist/legacy/build/pdf.worker.mjs";
