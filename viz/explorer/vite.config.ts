import { defineConfig } from "vite";

// Built into viz/static/, which git ignores and the wheel carries. Addresses are relative, so that the page may be
// served under any path. Assets are files, never inlined: the Content-Security-Policy allows no data: scripts or styles.
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:8000", "/vocabulary.json": { target: "http://127.0.0.1:8000/explorer" } },
  },
});
