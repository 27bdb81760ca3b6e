// The pictures of the README, report.png and workbench.png, written into the folder OUT:
// OUT=$PWD/docs/pictures tests/browser/run.sh $PWD/build/release/setu /tmp/pictures screenshots.mjs
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const out = process.env.OUT ?? ".";
const folder = mkdtempSync(join(tmpdir(), "setu-pictures-"));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme: "light" });

execFileSync(process.env.SETU, ["run", "package", "--out", join(folder, "package")]);
await page.goto(pathToFileURL(join(folder, "package", "report.html")).href);
await page.waitForSelector("html[data-drawn=yes]");
await page.screenshot({ path: join(out, "report.png") });

const server = spawn(process.env.SETU, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
const url = await new Promise((resolve) => {
  let text = "";
  server.stdout.on("data", (part) => {
    text += part;
    const found = /http:\S+/.exec(text);
    if (found) resolve(found[0]);
  });
});
await page.goto(url);
await page.waitForSelector("#decomposition:not([hidden])");
await page.click("#pin");
await page.focus("#levers input");
for (const key of ["PageUp", "ArrowLeft", "ArrowLeft", "ArrowLeft"]) {
  const old = await page.getAttribute("#status", "data-solved");
  await page.keyboard.press(key);
  await page.waitForSelector(`#status[data-solved]:not([data-solved="${old}"])`);
}
await page.waitForSelector("#decomposition:not([hidden])");
await page.waitForTimeout(500); // charts move
await page.screenshot({ path: join(out, "workbench.png") });
server.kill("SIGTERM");
await browser.close();
rmSync(folder, { recursive: true, force: true });
