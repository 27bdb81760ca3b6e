// The licences and notices of the packages that become part of a page, as the packages themselves have them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const isLegal = (name) => /^(licen[cs]e|notice|copyright)/i.test(name);

/** The texts of a package's legal files, those in folders of them too. */
function textsOf(folder) {
  return readdirSync(folder)
    .filter(isLegal)
    .sort()
    .flatMap((name) => {
      const file = join(folder, name);
      return statSync(file).isDirectory() ? textsOf(file) : [`${name}\n\n${readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim()}`];
    });
}

/** Names of the packages that package-lock.json installs for use, not for building. */
export function packagesIn(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  return Object.entries(packages).flatMap(([path, { dev, version }]) => (path === "" || dev ? [] : [{ path, version }]));
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A Vite plugin that puts them, folded, at the end of the page. */
export function licences(folder) {
  return {
    name: "setu-licences",
    transformIndexHtml(html) {
      const parts = packagesIn(folder).map(({ path, version }) => {
        const texts = textsOf(join(folder, path));
        if (texts.length === 0) throw new Error(`${path} has no licence that the page could show`);
        return [`${path.replace("node_modules/", "")} ${version}`, ...texts].join("\n\n");
      });
      const text = escaped(parts.join(`\n\n${"-".repeat(72)}\n\n`));
      return html.replace("</body>", () => `  <details id="licences"><summary>Licences</summary><pre>${text}</pre></details>\n  </body>`);
    },
  };
}
