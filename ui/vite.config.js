import { FluentResource } from "@fluent/bundle";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [
    {
      name: "fluent",
      // Parsed here once, not at each start; JSON.parse is the fastest way to hand a script what is known.
      transform: (source, id) => (id.endsWith(".ftl") ? `export default JSON.parse(${JSON.stringify(JSON.stringify(new FluentResource(source)))});` : undefined),
    },
    {
      name: "first-paint",
      // The page is painted once, by the script; a paint before it would only hold it up.
      transformIndexHtml: { order: "post", handler: (html) => html.replace('<script type="module"', '<script type="module" blocking="render"') },
    },
  ],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "safari17",
    // S14: the CSP lets no `data:` font or style in, so every asset stays a file.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
  },
});
