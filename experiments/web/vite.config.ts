import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// One page a build, with its scripts and styles inside: vite build --mode NAME builds src/NAME.
export default defineConfig(({ mode }) => ({
  root: `src/${mode}`,
  plugins: [viteSingleFile()],
  build: { outDir: `../../dist/${mode}`, emptyOutDir: true },
}));
