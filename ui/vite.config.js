import { FluentResource } from "@fluent/bundle";
import { defineConfig } from "vite";
import { unbroken } from "./unbroken.js";

export default defineConfig({
  base: "./",
  // Whether the wizard knows the pseudo-language of the tests (`src/pseudo.js`).
  define: { "import.meta.env.PSEUDO_LANGUAGE": JSON.stringify(process.env["PSEUDO_LANGUAGE"] === "1") },
  plugins: [
    {
      name: "fluent",
      // Parses Fluent files once, at build time. Engines load a large constant fastest through JSON.parse.
      transform: (source, id) => (id.endsWith(".ftl") ? `export default JSON.parse(${JSON.stringify(JSON.stringify(new FluentResource(unbroken(source))))});` : undefined),
    },
    {
      name: "first-paint",
      // Delays the first paint until the script has run: an earlier paint would only slow the script down.
      transformIndexHtml: { order: "post", handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"') },
    },
  ],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "safari17",
    // S14: the CSP refuses `data:` fonts and styles, so every asset stays a file.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
  },
});
