import { defineConfig } from "vitest/config";

// Two pages from the same sources: one that a server gives (with parts that are fetched when they are needed), and one
// script and one style sheet that `verbund explore` writes into a file.
export default defineConfig(({ mode }) => ({
  base: "./",
  clearScreen: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build:
    mode === "file"
      ? {
          outDir: "../built/file",
          emptyOutDir: true,
          cssCodeSplit: false,
          chunkSizeWarningLimit: 1500, // all in one, boundaries too
          modulePreload: false,
          license: { fileName: "licences.md" },
          assetsInlineLimit: 1_000_000,
          rollupOptions: {
            input: "src/file.tsx",
            output: { entryFileNames: "page.js", assetFileNames: "page[extname]", codeSplitting: false },
          },
        }
      : {
          outDir: "../built/page",
          emptyOutDir: true,
          license: { fileName: "licences.md" },
          chunkSizeWarningLimit: 1000, // the boundaries, which are fetched with the first map
          modulePreload: { polyfill: false },
          assetsInlineLimit: 0,
        },
  server: { proxy: { "/api": "http://127.0.0.1:8765", "/sparql": "http://127.0.0.1:8765" } },
  test: { environment: "happy-dom", include: ["src/**/*.test.{ts,tsx}"], testTimeout: 30_000 },
}));
