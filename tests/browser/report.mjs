// The report in Chromium: it opens without errors and without the network, is accessible, and shows the numbers of the tables.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "setu-report-"));
const file = join(folder, "run", "report.html");
// A small analysis around the run, and sweeps over one and two numbers, one of them with points that must fail.
const studies = {
  analysis: [
    "sensitivity",
    `[[vary]]\nname = "armington"\nparameter = "ESBM"\ndistribution = { kind = "lognormal", median = 1, sigma = 0.2 }\n[design]\ndraws = 20\n[results]\nkeep = ["EV", "qgdp"]\n`,
  ],
  line: ["sweep", `[[vary]]\nname = "armington"\nparameter = "ESBM"\nvalues = [0.8, 1, 1.2]\n`],
  map: [
    "sweep",
    `[[vary]]\nname = "armington"\nparameter = "ESBM"\nvalues = [-1, 1, 1.2]\n[[vary]]\nname = "home"\nparameter = "ESBD"\nvalues = [0.9, 1]\n`,
  ],
};
// Policies over a few tariffs, each a question of seconds.
const tariffs = (player) =>
  ["tms(foo,JPN,IND)", "tms(trn,JPN,IND)", "tms(foo,IND,JPN)"]
    .map(
      (variable) =>
        `[[instrument]]\n${player ? `player = "${variable.endsWith("IND)") ? "India" : "Japan"}"\n` : ""}variable = "${variable}"\nrate = [0, ${player ? 0.8 : '"status quo"'}]\n`,
    )
    .join("");
const policy = `title = "Three tariffs"\ndatabase = "indo-pacific-2022"\nstarts = 1\n`;
const policies = {
  best: ["optimise", `${policy}${tariffs(false)}[objective]\nmaximise = "EV(IND)"\n[[constraint]]\nresult = "EV(JPN)"\nat_least = 5\n`],
  edge: ["frontier", `${policy}${tariffs(false)}[objective]\nmaximise = "EV(IND)"\n[frontier]\nagainst = "EV(JPN)"\npoints = 5\n`],
  war: [
    "game",
    `${policy}${tariffs(true)}[[objective]]\nplayer = "India"\nmaximise = "EV(IND)"\n[[objective]]\nplayer = "Japan"\nmaximise = "EV(JPN)"\n`,
  ],
};
const together = join(folder, "together.html"),
  negotiation = join(folder, "negotiation.html");
let browser;

before(async () => {
  execFileSync(process.env.SETU, ["run", "cepa_review", "--out", join(folder, "run")]);
  for (const [name, [command, tables]] of Object.entries(studies)) {
    writeFileSync(join(folder, `${name}.toml`), `scenario = "cepa_review"\n${tables}`);
    const { status } = spawnSync(process.env.SETU, [command, join(folder, `${name}.toml`), "--out", join(folder, name)]);
    assert.equal(status, name === "map" ? 1 : 0, name);
  }
  execFileSync(process.env.SETU, ["report", ...["run", "analysis", "line", "map"].map((name) => join(folder, name)), "--out", together]);
  for (const [name, [command, text]] of Object.entries(policies)) {
    writeFileSync(join(folder, `${name}.toml`), text);
    execFileSync(process.env.SETU, [command, join(folder, `${name}.toml`), "--out", join(folder, name)]);
  }
  cpSync(join(folder, "edge"), join(folder, "again"), { recursive: true });
  execFileSync(process.env.SETU, [
    "report",
    ...[...Object.keys(policies), "again"].map((name) => join(folder, name)),
    "--out",
    negotiation,
  ]);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page, and what went wrong on it. */
async function open(options = {}, shown = file) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || problems.push(`asked for ${request.url()}`));
  await page.goto(pathToFileURL(shown).href);
  await page.waitForSelector("html[data-drawn=yes]");
  return { page, problems };
}

test("opens without errors and without the network, under 3 MB", async () => {
  assert.ok(statSync(file).size < 3e6);
  const { page, problems } = await open();
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
    const { page } = await open();
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
  const { page } = await open();
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

test("sorts, searches and changes the region from the keyboard", async () => {
  const { page, problems } = await open();
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

/** The rows of a CSV file without quotes, by heading. */
function csv(...path) {
  const [heading, ...rows] = readFileSync(join(folder, ...path), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(heading.map((name, at) => [name, row[at]])));
}

/** Its rows where a field may stand in quotes. */
function csvQuoted(...path) {
  const lines = readFileSync(join(folder, ...path), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  return lines.map((line) => [...line.matchAll(/("[^"]*"|[^,]*)(,|$)/g)].map(([, field]) => field));
}

/** The cells of a table's row as the page prints them. */
const cells = (table, name) => table.locator(`tbody tr:has(th:text-is("${name}")) td`).allTextContents();

test("shows an analysis beside the run that it is around, as statistics.csv has it", async () => {
  const { page, problems } = await open({}, together);
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
  const { page, problems } = await open({}, together);
  assert.equal(await page.locator("#sweep-1 .chart svg").count(), 1);
  const rows = csv("line", "results.csv"),
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
  const { page } = await open();
  const before = await page.locator("#suppliers caption").first().textContent();
  await page.locator("#suppliers select").focus();
  await page.keyboard.press("ArrowUp");
  assert.notEqual(await page.locator("#suppliers caption").first().textContent(), before);
  const supplier = await page.locator("#suppliers option:checked").textContent(),
    region = await page.locator("#region option:checked").textContent();
  const flows = csv("run", "bilateral.csv").filter((row) => row.importer === region && row.exporter !== region);
  const share = (column) =>
    (100 * flows.filter((row) => row.exporter === supplier).reduce((sum, row) => sum + Number(row[column]), 0)) /
    flows.reduce((sum, row) => sum + Number(row[column]), 0);
  const shown = (await cells(page.locator("#suppliers table").last(), "All")).slice(-2).map(Number);
  assert.ok(Math.abs(shown[0] - share("fob_base")) <= 0.00501 && Math.abs(shown[1] - share("fob_new")) <= 0.00501, `${shown}`);
  await page.close();
});

test("draws a frontier with its price and instruments, as frontier.csv has it", async () => {
  const { page, problems } = await open({}, join(folder, "edge", "report.html"));
  assert.equal(await page.locator("#frontier-1 .chart svg").count(), 4);
  const [, ...lines] = readFileSync(join(folder, "edge", "frontier.csv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const table = page.locator("#frontier-1 table").first();
  assert.equal(await table.locator("tbody tr").count(), lines.length + 1);
  for (const [point, objective, against, price] of lines) {
    const shown = (await cells(table, point)).map((text) => text.replaceAll(",", ""));
    for (const [at, value] of [against, objective, Math.abs(Number(price))].entries())
      assert.equal(
        Number(shown[at]),
        Number(Number(value).toFixed((shown[at].split(".")[1] ?? "").length)) + 0,
        `point ${point}, column ${at}`,
      );
  }
  assert.deepEqual((await cells(table, "status quo")).slice(0, 2).map(Number), [0, 0]);
  assert.equal(await page.locator("#frontier-1 table", { hasText: "tms(trn,JPN,IND)" }).first().locator("tbody tr").count(), 3);
  assert.deepEqual(problems, []);
  await page.close();
});

test("draws policies together, and all of it is reached from the keyboard", async () => {
  const { page, problems } = await open({}, negotiation);
  for (const [id, charts] of [
    ["optimum-1", 2],
    ["frontiers-1", 1],
    ["frontier-1", 4],
    ["frontier-2", 4],
    ["game-1", 4],
  ])
    assert.equal(await page.locator(`#${id} .chart svg`).count(), charts, id);
  assert.match(await page.locator("#optimum-1").textContent(), /One US\$ million more of EV\(JPN\) costs/);
  const chosen = csvQuoted("best", "instruments.csv");
  const heading = page.locator("#optimum-1 thead button").nth(2);
  await heading.focus();
  await page.keyboard.press("Enter");
  const shown = (await page.locator("#optimum-1 table").first().locator("tbody tr td:nth-child(3)").allTextContents()).map(Number);
  assert.deepEqual(
    shown,
    chosen.map((row) => Number(Number(row[3]).toFixed(2))).sort((a, b) => b - a),
  );
  assert.ok(
    await page
      .locator("#game-1 details summary")
      .first()
      .evaluate((node) => {
        node.focus();
        return document.activeElement === node;
      }),
  );
  assert.deepEqual(problems, []);
  await page.close();
});

for (const colorScheme of ["light", "dark"])
  for (const [name, shown] of [
    ["run", file],
    ["run, analysis and sweeps", together],
    ["policies", negotiation],
  ])
    test(`has no serious finding of axe-core, ${name}, ${colorScheme}`, async () => {
      const { page } = await open({ colorScheme }, shown);
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run());
      const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
      assert.deepEqual(
        serious.map((v) => `${v.id}: ${v.nodes[0].html}`),
        [],
      );
      await page.close();
    });

for (const [name, shown] of [
  ["run, analysis and sweeps", together],
  ["policies", negotiation],
])
  test(`fits a narrow screen, ${name}`, async () => {
    const { page } = await open({ viewport: { width: 360, height: 700 } }, shown);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1));
    await page.close();
  });
