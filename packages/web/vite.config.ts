import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { endpointNames, endpoints } from "@throughline/contract/endpoints";
import { defineConfig, type Plugin } from "vite";

/**
 * React Aria carries its few built-in phrases in 34 languages, about 40 kB in the first script. The product speaks
 * English, so every other language's file resolves to the English one. Dates and numbers still follow the reader.
 */
function englishPhrasesOnly(): Plugin {
  return {
    name: "english-phrases-only",
    enforce: "pre",
    apply: "build",
    async resolveId(source, importer, options) {
      const other = /\/intl\/(?:[^/]+\/)*[a-z]{2}-[A-Z]{2}\.m?js$/.test(source) && !source.includes("en-US");
      if (!other || !importer?.includes("node_modules")) return null;
      return this.resolve(source.replace(/[a-z]{2}-[A-Z]{2}(\.m?js)$/, "en-US$1"), importer, options);
    },
  };
}

/** Method and path of every endpoint as `virtual:routes`: the contract's schemas stay out of the browser. */
function contractRoutes(): Plugin {
  const id = "virtual:routes";
  const table = Object.fromEntries(endpointNames.map((name) => [name, [endpoints[name].method, endpoints[name].path]]));
  return {
    name: "contract-routes",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (resolved) => (resolved === `\0${id}` ? `export const routes = ${JSON.stringify(table)};` : null),
  };
}

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [englishPhrasesOnly(), contractRoutes(), react(), tailwindcss()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    // The first browsers with light-dark(), which carries both themes.
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    modulePreload: { polyfill: false },
    // Our pages may load only files of our own: nothing is inlined as a data URL.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // `npm run dev` beside `npm start`: pages as they are edited, everything else from the server.
  server: { host: "127.0.0.1", strictPort: true, proxy: { "/api": `http://127.0.0.1:${process.env["PORT"] ?? 3000}` } },
});
