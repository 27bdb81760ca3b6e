// The workbench in Chromium: what it shows is what setu run gives.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { csv, printed } from "./results.mjs";
import { Bench, fund, shownEv, solved } from "./workbench_page.mjs";

const folder = mkdtempSync(join(tmpdir(), "setu-browser-"));
const bench = new Bench();

/** summary.csv of setu run on the file that the page downloads. */
async function runOfDownload(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const file = join(folder, `${name}.toml`);
  await download.saveAs(file);
  execFileSync(process.env.SETU, ["run", file, "--out", join(folder, name)], { stdio: "pipe" });
  return csv(folder, name, "summary.csv");
}
/** The page's EV of every region is the run's. */
async function showsEv(page, summary) {
  const shown = await shownEv(page),
    evs = summary.filter((row) => row.measure === "EV" && row.unit === "US$ million");
  assert.deepEqual(shown, Object.fromEntries(evs.map((row) => [row.region, printed(row.value, 1)])));
}

before(() => bench.start());
after(async () => {
  await bench.end();
  rmSync(folder, { recursive: true, force: true });
});

test("a slider moved by keys shows what setu run gives for the downloaded file", async (t) => {
  const page = await bench.open();
  await fund(page);
  const beforehand = await shownEv(page);
  await page.selectOption("#goods", "goods");
  await page.selectOption("#exporters", "ASEAN");
  await page.selectOption("#importers", "IND");
  await page.focus("#add");
  await page.keyboard.press("Enter");
  const times = [];
  for (const key of ["PageUp", "PageUp", "PageUp", "ArrowLeft", "ArrowLeft"]) {
    await solved(page, () => page.keyboard.press(key));
    times.push(Number(await page.getAttribute("#status", "data-milliseconds")));
  }
  t.diagnostic(`slider to picture: ${times.join(", ")} ms; median ${times.sort((a, b) => a - b)[2]} ms`);
  await page.focus("#levers input");
  await solved(page, () => page.keyboard.press("PageUp"));
  const shown = await shownEv(page);
  assert.notDeepEqual(shown, beforehand);

  await showsEv(page, await runOfDownload(page, "cuts"));
  assert.deepEqual(bench.problems, []);
  await page.close();
});

for (const [what, slider] of [
  ["its size", "fund.total"],
  ["a window's share", "windows"],
  ["what the host adds", "fund.host_copay"],
])
  test(`the fund's slider of ${what} shows what setu run gives for the downloaded file`, async () => {
    const page = await bench.open();
    await fund(page);
    const old = await shownEv(page);
    await page.locator("#levers label", { hasText: slider }).first().locator("input").focus();
    await solved(page, () => page.keyboard.press("PageUp"));
    assert.notDeepEqual(await shownEv(page), old);
    await showsEv(page, await runOfDownload(page, slider));
    assert.deepEqual(bench.problems, []);
    await page.close();
  });

test("the table of the economies is the run's, its indices once the decomposition has come", async () => {
  const page = await bench.open();
  await page.uncheck("#always");
  await fund(page);
  const table = async () =>
    Object.fromEntries(
      await page.$$eval("#economies tr:has(th[scope=row])", (rows) =>
        rows.map((row) => [row.querySelector("th").textContent, [...row.querySelectorAll("td")].map((cell) => cell.textContent)]),
      ),
    );
  for (const cells of Object.values(await table())) assert.deepEqual(cells.slice(2, -1), Array(5).fill("…"));
  await page.click("#decompose");
  await page.waitForSelector("#decomposition:not([hidden])");
  const summary = await runOfDownload(page, "economies"),
    shown = await table();
  const columns = [
    ["EV", "US$ million", 1],
    ["EV", "% of income", 3],
    ["real GDP", "% change", 3],
    ["terms of trade", "% change", 3],
    ["consumer prices", "% change", 3],
    ["export volume", "% change", 2],
    ["import volume", "% change", 2],
    ["trade balance", "US$ million change", 1],
  ];
  assert.ok(Object.keys(shown).length > 2);
  for (const [region, cells] of Object.entries(shown))
    assert.deepEqual(
      cells,
      columns.map(([measure, unit, digits]) =>
        printed(summary.find((row) => row.region === region && row.measure === measure && row.unit === unit).value, digits),
      ),
      region,
    );
  await page.click("#economies tr:last-child td:nth-of-type(4) .number"); // the equations have an index of their own, and the panel says so
  await page.waitForSelector("#panel li");
  assert.match(await page.textContent("#panel-body"), /integrated along the path/);
  await page.focus("#levers input");
  await solved(page, () => page.keyboard.press("PageUp"));
  for (const cells of Object.values(await table())) assert.deepEqual(cells.slice(2, -1), Array(5).fill("…"));
  assert.deepEqual(bench.problems, []);
  await page.close();
});

test("the welfare decomposition follows the slider when it rests, and adds up", async () => {
  const page = await bench.open();
  await fund(page);
  await page.check("#always");
  await page.focus("#levers input");
  await solved(page, () => page.keyboard.press("PageUp"));
  await page.waitForSelector("#decomposition:not([hidden])");
  await page.click("#decomposition summary");
  const cells = (await page.locator("#decomposition td .number").allTextContents()).map((text) => Number(text.replaceAll(",", "")));
  const sum = cells.slice(0, -1).reduce((total, value) => total + value, 0);
  assert.ok(cells.length > 2 && Math.abs(sum - cells.at(-1)) <= 0.05 * cells.length + 1e-9, `${cells}`);
  assert.deepEqual(bench.problems, []);
  await page.close();
});
