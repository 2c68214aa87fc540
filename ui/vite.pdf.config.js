import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

/**
 * The sandboxed PDF frame (S18) has an opaque origin, which refuses module scripts and anything marked
 * `crossorigin`. So its page is copied unchanged, and its two scripts are classic scripts, one file each.
 */
export default defineConfig(({ mode }) =>
  mode === "pdf-worker"
    ? classicScript({ entry: "src/pdf-frame/worker.js", name: "pdf-worker", plugins: [functionInsteadOfScript()] })
    : classicScript({ entry: "src/pdf-frame/frame.js", name: "pdf-frame", plugins: [pageAsItStands()] }),
);

/**
 * @param {{ entry: string, name: string, plugins: import("vite").Plugin[] }} script
 * @returns {import("vite").UserConfig}
 */
function classicScript({ entry, name, plugins }) {
  return {
    base: "./",
    plugins,
    publicDir: false,
    build: {
      outDir: "dist",
      emptyOutDir: false,
      target: "safari17",
      lib: { entry, formats: ["iife"], name: "pdf", fileName: () => `${name}.js`, cssFileName: name },
    },
  };
}

/**
 * Wraps the worker's source in a function. The frame can neither fetch the source nor load it from another origin,
 * but it can turn the function back into text for a `blob:` worker (`worker-start.js`).
 * @returns {import("vite").Plugin}
 */
function functionInsteadOfScript() {
  return {
    name: "function-instead-of-script",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "chunk") file.code = `globalThis.startPdfWorker = function () {\n${file.code}\n};\n`;
      }
    },
  };
}

/** @returns {import("vite").Plugin} */
function pageAsItStands() {
  return {
    name: "page-as-it-stands",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "pdf.html", source: readFileSync(new URL("pdf.html", import.meta.url)) });
    },
  };
}
