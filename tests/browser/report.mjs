// The report of a run, an analysis and sweeps in Chromium: it opens without errors and without the network, is accessible, and shows
// the numbers of the tables.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { hasNoSeriousFinding, launch, openReport } from "./browser.mjs";
import { cells, csv } from "./results.mjs";

const folder = mkdtempSync(join(tmpdir(), "setu-report-"));
const file = join(folder, "run", "report.html"),
  together = join(folder, "together.html");
let browser;
// A small analysis around the run, and sweeps over one and two numbers, one of them with points that must fail.
const studies = {
  analysis: [
    "sensitivity",
    `[[vary]]\nname = "armington"\nparameter = "ESBM"\n` +
      `distribution = { kind = "lognormal", median = 1, sigma = 0.2 }\n[design]\ndraws = 20\n[results]\nkeep = ["EV", "qgdp"]\n`,
  ],
  line: ["sweep", `[[vary]]\nname = "armington"\nparameter = "ESBM"\nvalues = [0.8, 1, 1.2]\n`],
  map: [
    "sweep",
    `[[vary]]\nname = "armington"\nparameter = "ESBM"\nvalues = [-1, 1, 1.2]\n` +
      `[[vary]]\nname = "home"\nparameter = "ESBD"\nvalues = [0.9, 1]\n`,
  ],
};

before(async () => {
  execFileSync(process.env.SETU, ["run", "cepa_review", "--out", join(folder, "run")]);
  for (const [name, [command, tables]] of Object.entries(studies)) {
    writeFileSync(join(folder, `${name}.toml`), `scenario = "cepa_review"\n${tables}`);
    const { status } = spawnSync(process.env.SETU, [command, join(folder, `${name}.toml`), "--out", join(folder, name)]);
    assert.equal(status, name === "map" ? 1 : 0, name);
  }
  execFileSync(process.env.SETU, ["report", ...["run", "analysis", "line", "map"].map((name) => join(folder, name)), "--out", together]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("opens without errors and without the network, under 3 MB", async () => {
  assert.ok(statSync(file).size < 3e6);
  const { page, problems } = await openReport(browser, file);
  assert.deepEqual(problems, []);
  assert.ok((await page.locator("main svg").count()) >= 6);
  await page.close();
});

test("opens in", async (t) => {
  const seconds = {
    "a new tab: first text": [],
    "a new tab: first screen": [],
    "a new tab: all of it": [],
    "the same tab: first screen": [],
  };
  const opened = (page) => page.evaluate(() => Number(document.documentElement.dataset.opened));
  for (let i = 0; i < 5; ++i) {
    const { page } = await openReport(browser, file);
    const [text, drawn] = await page.evaluate(() => [
      performance.getEntriesByName("first-contentful-paint")[0].startTime,
      performance.now(),
    ]);
    const first = await opened(page);
    await page.goto("about:blank");
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("html[data-drawn=yes]");
    [text, first, drawn, await opened(page)].forEach((time, at) => Object.values(seconds)[at].push(time / 1000));
    await page.close();
  }
  // Told, not asserted: it depends on the machine.
  for (const [what, times] of Object.entries(seconds))
    t.diagnostic(`${what} after ${times.sort((a, b) => a - b)[2].toFixed(2)} s (median of 5)`);
});

test("shows EV as summary.csv has it", async () => {
  const { page } = await openReport(browser, file);
  const rows = readFileSync(join(folder, "run", "summary.csv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const evs = rows.filter((row) => row[1] === "EV" && row[3] === "US$ million");
  assert.ok(evs.length > 2);
  await page.locator("#welfare details summary").first().click();
  for (const [region, , , , value] of evs) {
    const shown = await page.locator("#welfare table").first().locator(`tbody tr:has(th:text-is("${region}")) td`).first().textContent();
    assert.equal(Number(shown.replaceAll(",", "")), Number(Number(value).toFixed(1)) + 0, region);
  }
  await page.close();
});

test("shows what the answer depends on, as verdict.csv has it, and public money, as budget.csv has it", async () => {
  const { page, problems } = await openReport(browser, file);
  const verdict = JSON.parse(readFileSync(join(folder, "run", "verdict.json"), "utf8"));
  for (const sentence of verdict.sentences) assert.ok((await page.locator("#conditions .headline").textContent()).includes(sentence));
  assert.ok((await page.locator("#conditions svg").textContent()).includes("US$ million a year"), "the picture explains itself");
  await page.locator("#conditions details summary").first().click();
  const values = csv(folder, "run", "verdict.csv"),
    region = verdict.regions[0].region;
  let compared = 0;
  for (const variant of verdict.variants) {
    if (variant.state !== "counted") continue;
    const row = values.find((each) => each.variant === variant.name && each.result === `EV(${region})`);
    const shown = await page.locator(`#conditions details tbody tr:has(th:text-is("${variant.title}")) td`).first().textContent();
    assert.equal(Number(shown.replaceAll(",", "")), Number(Number(row.value).toFixed(1)) + 0, variant.name);
    ++compared;
  }
  assert.ok(compared >= 8);
  for (const row of csv(folder, "run", "budget.csv").filter((each) => each.item === "import duties")) {
    const shown = (await cells(page.locator("#money table").first(), row.region)).map((text) => Number(String(text).replaceAll(",", "")));
    assert.ok(shown.includes(Number(Number(row.after).toFixed(1))), `${row.region} ${shown}`);
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test("sorts, searches and changes the region from the keyboard", async () => {
  const { page, problems } = await openReport(browser, file);
  const table = page.locator("#sectors table").last();
  await page.locator("#sectors thead button").nth(1).focus();
  const heading = page.locator("#sectors .scroll").last().locator("thead button").nth(1);
  await heading.focus();
  await page.keyboard.press("Enter");
  const column = (await table.locator("tbody tr td:nth-child(2)").allTextContents()).map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(
    column,
    [...column].sort((a, b) => b - a),
  );
  await page.locator("#sectors input[type=search]").fill("tex");
  assert.equal(await table.locator("tbody tr").count(), 1);
  const before = await page.locator("#sectors .scroll caption").last().textContent();
  await page.locator("#region").focus();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.locator("#sectors .scroll caption").last().textContent(), before);
  assert.deepEqual(problems, []);
  await page.close();
});

test("shows an analysis beside the run that it is around, as statistics.csv has it", async () => {
  const { page, problems } = await openReport(browser, together);
  const lines = readFileSync(join(folder, "analysis", "statistics.csv"), "utf8")
      .trim()
      .split("\n"),
    heading = lines[0].split(",");
  const table = page.locator("#sensitivity-1 table").first(),
    beside = page.locator("#welfare .scroll", { hasText: "its interval over the draws of analysis" }).locator("table");
  let compared = 0;
  for (const line of lines.slice(1)) {
    const [, region] = /^"?EV\((\w+)\)/.exec(line) ?? [];
    if (region === undefined) continue;
    const values = line.split(",").map(Number),
      shown = (await cells(table, region)).map((text) => text.replaceAll(",", ""));
    for (const [at, name] of ["central", "mean", "sd", "q2.5", "q25", "q50", "q75", "q97.5"].entries()) {
      const digits = (shown[at].split(".")[1] ?? "").length;
      assert.equal(Number(shown[at]), Number(values[heading.indexOf(name)].toFixed(digits)) + 0, `${region} ${name}`);
    }
    assert.equal((await cells(beside, region))[5], (await cells(table, region))[5]);
    ++compared;
  }
  assert.ok(compared > 2);
  assert.deepEqual(problems, []);
  await page.close();
});

test("draws sweeps as lines and as a map, and names the points that failed", async () => {
  const { page, problems } = await openReport(browser, together);
  assert.equal(await page.locator("#sweep-1 .chart svg").count(), 1);
  const rows = csv(folder, "line", "results.csv"),
    first = Object.keys(rows[0])[5];
  const shown = await page.locator("#sweep-1 table tbody tr").first().locator("td").first().textContent();
  assert.equal(Number(shown.replaceAll(",", "")), Number(Number(rows[0][first]).toFixed((shown.split(".")[1] ?? "").length)) + 0);
  assert.equal(await page.locator("#sweep-2 .scroll").last().locator("tbody tr").count(), 2);
  const before = await page.locator("#sweep-2 caption").first().textContent();
  await page.locator("#sweep-2 select").first().focus();
  await page.keyboard.press("ArrowDown");
  assert.notEqual(await page.locator("#sweep-2 caption").first().textContent(), before);
  assert.deepEqual(problems, []);
  await page.close();
});

test("tells the share of the supplier that is chosen", async () => {
  const { page } = await openReport(browser, file);
  const before = await page.locator("#suppliers caption").first().textContent();
  await page.locator("#suppliers select").focus();
  await page.keyboard.press("ArrowUp");
  assert.notEqual(await page.locator("#suppliers caption").first().textContent(), before);
  const supplier = await page.locator("#suppliers option:checked").textContent(),
    region = await page.locator("#region option:checked").textContent();
  const flows = csv(folder, "run", "bilateral.csv").filter((row) => row.importer === region && row.exporter !== region);
  const share = (column) =>
    (100 * flows.filter((row) => row.exporter === supplier).reduce((sum, row) => sum + Number(row[column]), 0)) /
    flows.reduce((sum, row) => sum + Number(row[column]), 0);
  const shown = (await cells(page.locator("#suppliers table").last(), "All")).slice(-2).map(Number);
  assert.ok(Math.abs(shown[0] - share("fob_base")) <= 0.00501 && Math.abs(shown[1] - share("fob_new")) <= 0.00501, `${shown}`);
  await page.close();
});

for (const colorScheme of ["light", "dark"])
  for (const [name, shown] of [
    ["run", file],
    ["run, analysis and sweeps", together],
  ])
    test(`has no serious finding of axe-core, ${name}, ${colorScheme}`, async () => {
      const { page } = await openReport(browser, shown, { colorScheme });
      await hasNoSeriousFinding(page);
      await page.close();
    });

test("fits a narrow screen", async () => {
  const { page } = await openReport(browser, together, { viewport: { width: 360, height: 700 } });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1));
  await page.close();
});
