import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// One page a build, with its scripts and styles inside.
export default defineConfig({
  root: "src/workbench",
  plugins: [viteSingleFile()],
  build: { outDir: "../../dist/workbench", emptyOutDir: true },
});
