import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";
import { licences } from "./licences.mjs";

// One page a build, with its scripts and styles inside: vite build --mode NAME builds src/NAME.
export default defineConfig(({ mode }) => ({
  root: `src/${mode}`,
  plugins: [licences(import.meta.dirname), viteSingleFile()],
  build: { outDir: `../../dist/${mode}`, emptyOutDir: true },
}));
