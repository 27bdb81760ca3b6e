// The reports of policies in Chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { hasNoSeriousFinding, launch, openReport } from "./browser.mjs";
import { cells, csvQuoted } from "./results.mjs";

const folder = mkdtempSync(join(tmpdir(), "setu-policies-"));
const negotiation = join(folder, "negotiation.html");
let browser;
// Policies over a few tariffs, each a question of seconds.
const tariffs = (player) =>
  ["tms(foo,JPN,IND)", "tms(trn,JPN,IND)", "tms(foo,IND,JPN)"]
    .map(
      (variable) =>
        `[[instrument]]\n${player ? `player = "${variable.endsWith("IND)") ? "India" : "Japan"}"\n` : ""}` +
        `variable = "${variable}"\nrate = [0, ${player ? 0.8 : '"status quo"'}]\n`,
    )
    .join("");
const policy = `title = "Three tariffs"\ndatabase = "indo-pacific-2022"\nstarts = 1\n`;
const policies = {
  best: ["optimise", `${policy}${tariffs(false)}[objective]\nmaximise = "EV(IND)"\n[[constraint]]\nresult = "EV(JPN)"\nat_least = 5\n`],
  edge: ["frontier", `${policy}${tariffs(false)}[objective]\nmaximise = "EV(IND)"\n[frontier]\nagainst = "EV(JPN)"\npoints = 5\n`],
  war: [
    "game",
    `${policy}${tariffs(true)}[[objective]]\nplayer = "India"\nmaximise = "EV(IND)"\n` +
      `[[objective]]\nplayer = "Japan"\nmaximise = "EV(JPN)"\n`,
  ],
};

before(async () => {
  for (const [name, [command, text]] of Object.entries(policies)) {
    writeFileSync(join(folder, `${name}.toml`), text);
    execFileSync(process.env.SETU, [command, join(folder, `${name}.toml`), "--out", join(folder, name)]);
  }
  cpSync(join(folder, "edge"), join(folder, "again"), { recursive: true });
  const shown = [...Object.keys(policies), "again"].map((name) => join(folder, name));
  execFileSync(process.env.SETU, ["report", ...shown, "--out", negotiation]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("draws a frontier with its price and instruments, as frontier.csv has it", async () => {
  const { page, problems } = await openReport(browser, join(folder, "edge", "report.html"));
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
  const { page, problems } = await openReport(browser, negotiation);
  for (const [id, charts] of [
    ["optimum-1", 2],
    ["frontiers-1", 1],
    ["frontier-1", 4],
    ["frontier-2", 4],
    ["game-1", 4],
  ])
    assert.equal(await page.locator(`#${id} .chart svg`).count(), charts, id);
  assert.match(await page.locator("#optimum-1").textContent(), /One US\$ million more of EV\(JPN\) costs/);
  const chosen = csvQuoted(folder, "best", "instruments.csv");
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
  test(`has no serious finding of axe-core, ${colorScheme}`, async () => {
    const { page } = await openReport(browser, negotiation, { colorScheme });
    await hasNoSeriousFinding(page);
    await page.close();
  });

test("fits a narrow screen", async () => {
  const { page } = await openReport(browser, negotiation, { viewport: { width: 360, height: 700 } });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1));
  await page.close();
});
