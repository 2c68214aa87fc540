import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  plugins: [
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
    modulePreload: { polyfill: false },
  },
});
