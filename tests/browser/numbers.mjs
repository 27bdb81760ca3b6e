// Numbers on the pages: the fund's section by its formulas, and no zero with a sign.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./browser.mjs";
import { csv, printed } from "./results.mjs";

const folder = mkdtempSync(join(tmpdir(), "setu-numbers-"));
let browser;
let server;

/** Runs `scenario` and opens its report. */
async function report(scenario, name) {
  execFileSync(process.env.SETU, ["run", scenario, "--format", "latex", "--out", join(folder, name)]);
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(pathToFileURL(join(folder, name, "report.html")).href);
  await page.waitForSelector("html[data-drawn=yes]");
  return page;
}
/** The text of the cells of every row, by its heading. */
const rowsOf = async (table) =>
  Object.fromEntries(
    await table
      .locator("tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [row.querySelector("th").textContent, [...row.querySelectorAll("td")].map((cell) => cell.textContent)]),
      ),
  );
/** All of a page, folded tables and charts included. */
const textOf = (page) =>
  page.evaluate(() => [...document.querySelectorAll("main *")].filter((e) => e.childElementCount === 0).map((e) => e.textContent));
const signedZero = /(?<![\w.,)])(-|−|\$-\$)0(\.0*)?(?![\w.,])/;

before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

test("the fund's windows and places are what R1 to R4 give for the run's variables", async () => {
  const page = await report("india_fund", "fund"),
    owner = "JPN",
    host = "IND";
  const variables = csv(folder, "fund", "variables.csv"),
    change = (row) => (Number(row.base) * Number(row.percent)) / 100;
  const aliases = readFileSync(
    join(JSON.parse(readFileSync(join(folder, "fund", "run.log.json"), "utf8")).paths.database, "aliases.toml"),
    "utf8",
  );
  const money = variables.filter((row) => row.name === "fundbud"),
    tables = page.locator("#fund table"),
    windows = await rowsOf(tables.first());
  assert.deepEqual(Object.keys(windows), [...money.map((row) => row.i1), "All windows"]);
  const all = { outlay: 0, moved: 0, others: 0 };
  const figures = ({ outlay, moved, others }) =>
    [outlay, moved, moved / outlay, others].map((value, at) => printed(value, [1, 1, 3, 1][at]));
  for (const { i1: name, new: outlay } of money) {
    const activities = new RegExp(`^${name} *= *\\[([^\\]]*)\\]`, "m").exec(aliases)[1].match(/\w+/g);
    const inside = variables.filter((row) => row.name === "qkoa" && activities.includes(row.i2) && row.i3 === host);
    const sum = (keep) => inside.filter(keep).reduce((total, row) => total + change(row), 0);
    const one = { outlay: Number(outlay), moved: sum((row) => row.i1 === owner), others: sum((row) => row.i1 !== owner) }; // R1
    for (const key of Object.keys(all)) all[key] += one[key];
    assert.deepEqual(
      windows[name].filter((_, at) => at !== 1),
      figures(one),
      name,
    ); // R2; the rate stands at 1
  }
  assert.ok(all.moved > 0);
  assert.deepEqual(
    windows["All windows"].filter((_, at) => at !== 1),
    figures(all),
  );

  const places = await rowsOf(tables.last()),
    capital = variables.filter((row) => row.name === "qko" && row.i1 === owner);
  const gain = change(capital.find((row) => row.i2 === host)),
    missing = (rows) =>
      printed(
        rows.reduce((sum, row) => sum - (100 * change(row)) / gain, 0),
        1,
      );
  assert.equal(Object.keys(places).length, capital.length);
  for (const row of capital)
    // R3 and R4
    assert.deepEqual(
      places[row.i2],
      [printed(row.base, 1), printed(row.percent, 3), printed(change(row), 1), row.i2 === host ? "–" : missing([row])],
      row.i2,
    );
  const sentence = await page.textContent("#fund p"),
    rest = capital.filter((row) => row.i2 !== owner && row.i2 !== host);
  assert.ok(sentence.includes(`US$ ${printed(all.moved / all.outlay, 3)} `), sentence);
  assert.ok(
    sentence.includes(
      `${missing(rest)} % is missing in other hosts and ${missing(capital.filter((row) => row.i2 === owner))} % in ${owner}`,
    ),
    sentence,
  );
  await page.close();
});

for (const [name, cut] of [
  ["up", 0.0001],
  ["down", -0.0001],
])
  test(`no zero has a sign in the report, text tables and LaTeX of a tiny shock, trade goes ${name}`, async () => {
    const scenario = join(folder, `${name}.toml`);
    writeFileSync(
      scenario,
      `name = "tiny"\ndatabase = "indo-pacific-2022"\n[[shocks]]\nvariable = "tms"\ncut = ${cut}\nelements = ["tex", "JPN", "IND"]\n`,
    );
    const page = await report(scenario, name);
    assert.ok(
      csv(folder, name, "summary.csv").some((row) => row.measure === "EV" && Number(row.value) < 0 && printed(row.value, 1) === "0.0"),
    );
    const latex = join(folder, name, "tables", "latex"),
      files = [join(folder, name, "tables.txt"), ...readdirSync(latex).map((file) => join(latex, file))];
    const texts = [...(await textOf(page)), ...files.flatMap((file) => readFileSync(file, "utf8").split("\n"))];
    assert.ok(texts.some((text) => /(?<![\d.])0\.0(?!\d)/.test(text)));
    assert.deepEqual(
      texts.filter((text) => signedZero.test(text)),
      [],
    );
    await page.close();
  });

test("no zero has a sign in the workbench after a tiny shock", async () => {
  server = spawn(process.env.SETU, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((resolve) => server.stdout.once("data", (text) => resolve(/http:\S+/.exec(text)[0])));
  const page = await browser.newPage(),
    answers = [];
  const tiny = { kind: "tariff", commodities: "tex", exporters: "JPN", importers: "IND", cut: 0.0001 };
  await page.route(/api\/(solve|decompose)$/, async (route) => {
    // smaller than the slider's steps
    const response = await route.fetch({
      postData: JSON.stringify({ ...route.request().postDataJSON(), scenario: "no_shock", sliders: [tiny] }),
    });
    answers.push(await response.json());
    await route.fulfill({ response });
  });
  await page.goto(url);
  await page.waitForSelector("#decomposition:not([hidden])");
  assert.ok(answers[0].welfare.some(({ ev }) => ev < 0 && printed(ev, 1) === "0.0"));
  const texts = await textOf(page);
  assert.ok(texts.includes("0.0"));
  assert.deepEqual(
    texts.filter((text) => signedZero.test(text)),
    [],
  );
  await page.close();
});
