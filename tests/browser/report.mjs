// The report in Chromium: it opens without errors and without the network, is accessible, and shows the numbers of the tables.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "setu-report-"));
const file = join(folder, "run", "report.html");
let browser;

before(async () => {
  execFileSync(process.env.SETU, ["run", "cepa_review", "--out", join(folder, "run")]);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page, and what went wrong on it. */
async function open(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || problems.push(`asked for ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  await page.waitForSelector("#about pre");
  return { page, problems };
}

test("opens without errors and without the network, under 3 MB", async () => {
  assert.ok(statSync(file).size < 3e6);
  const { page, problems } = await open();
  assert.deepEqual(problems, []);
  assert.ok((await page.locator("main svg").count()) >= 6);
  await page.close();
});

test("shows EV as summary.csv has it", async () => {
  const { page } = await open();
  const rows = readFileSync(join(folder, "run", "summary.csv"), "utf8").trim().split("\n").map((line) => line.split(","));
  const evs = rows.filter((row) => row[1] === "EV" && row[3] === "US$ million");
  assert.ok(evs.length > 2);
  await page.locator("#welfare details summary").first().click();
  for (const [region, , , , value] of evs) {
    const shown = await page.locator("#welfare table").first().locator(`tbody tr:has(th:text-is("${region}")) td`).first().textContent();
    assert.equal(Number(shown.replaceAll(",", "")), Number(Number(value).toFixed(1)) + 0, region);
  }
  await page.close();
});

test("sorts, searches and changes the region from the keyboard", async () => {
  const { page, problems } = await open();
  const table = page.locator("#sectors table").last();
  await page.locator("#sectors thead button").nth(1).focus();
  const heading = page.locator("#sectors .scroll").last().locator("thead button").nth(1);
  await heading.focus();
  await page.keyboard.press("Enter");
  const column = (await table.locator("tbody tr td:nth-child(2)").allTextContents()).map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(column, [...column].sort((a, b) => b - a));
  await page.locator("#sectors input[type=search]").fill("tex");
  assert.equal(await table.locator("tbody tr").count(), 1);
  const before = await page.locator("#sectors .scroll caption").last().textContent();
  await page.locator("#region").focus();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.locator("#sectors .scroll caption").last().textContent(), before);
  assert.deepEqual(problems, []);
  await page.close();
});

for (const colorScheme of ["light", "dark"])
  test(`has no serious finding of axe-core, ${colorScheme}`, async () => {
    const { page } = await open({ colorScheme });
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    assert.deepEqual(serious.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
    await page.close();
  });

test("fits a narrow screen", async () => {
  const { page } = await open({ viewport: { width: 360, height: 700 } });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1));
  await page.close();
});
