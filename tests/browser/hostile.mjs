// Names that are markup, in Chromium: they are shown as text, by charts' tooltips too, and the page's policy blocks nothing of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, openReport } from "./browser.mjs";
import { Bench, solved } from "./workbench_page.mjs";

const folder = mkdtempSync(join(tmpdir(), "setu-hostile-"));
const injected = "<img src=x onerror=document.title='OWNED'>",
  bold = "<b>bold</b>",
  styled = "{a|words}";
const database = join(folder, "database");
let browser;

const setu = (...command) => execFileSync(process.env.SETU, command, { stdio: ["ignore", "ignore", "inherit"] });
const named = (name) => `"${name.replaceAll('"', '""')}"`;

/** The shipped database with three regions and three goods; the names of two regions and one good are markup. */
function writeDatabase() {
  const sets = readFileSync(join(process.env.DATA, "indo-pacific-2022", "sets.csv"), "utf8").split("\n");
  const elements = (set) =>
    sets
      .find((line) => line.startsWith(`${set},`))
      .trim()
      .split(",")
      .slice(1);
  const regions = { IND: injected, JPN: styled };
  const goods = (good, at) => (good === "tsp" ? "transport" : at < 15 ? bold : "services");
  const mapping = (names, to) => names.map((name, at) => `${name},${named(to(name, at))}\n`).join("");
  writeFileSync(
    join(folder, "regions.csv"),
    mapping(elements("REG"), (name) => regions[name] ?? "rest"),
  );
  writeFileSync(join(folder, "sectors.csv"), mapping(elements("COMM"), goods));
  const maps = ["--regions", join(folder, "regions.csv"), "--sectors", join(folder, "sectors.csv")];
  setu("aggregate", "indo-pacific-2022", ...maps, "--out", database);
}

const scenario = `title = ${JSON.stringify(injected)}\n[[shocks]]\nvariable = "tms"\ncut = 50\n`;
const axis = (name, values) => `[[vary]]\nname = ${JSON.stringify(name)}\nkey = "shocks.0.cut"\nvalues = ${values}\n`;
const other = `[[vary]]\nname = ${JSON.stringify(bold)}\nparameter = "ESBM"\nvalues = [0.9, 1]\n`;
const tariff = (good, from, to) => JSON.stringify(`tms(${good},${from},${to})`);
const studies = {
  line: ["sweep", `scenario = "run.toml"\n${axis(injected, "[10, 20, 30]")}`],
  map: ["sweep", `scenario = "run.toml"\n${axis(injected, "[10, 20]")}${other}`],
  draws: [
    "sensitivity",
    `scenario = "run.toml"\n[[vary]]\nname = ${JSON.stringify(injected)}\nparameter = "ESBM"\n` +
      `distribution = { kind = "lognormal", median = 1, sigma = 0.2 }\n[design]\ndraws = 10\n`,
  ],
  edge: [
    "frontier",
    `title = ${JSON.stringify(injected)}\nstarts = 1\n[[instrument]]\nvariable = ${tariff(bold, "rest", styled)}\nrate = [0, 0.5]\n` +
      `[[instrument]]\nvariable = ${tariff(bold, styled, "rest")}\nrate = [0, 0.5]\n` +
      `[objective]\nmaximise = ${JSON.stringify(`EV(${styled})`)}\n[frontier]\nagainst = "EV(rest)"\npoints = 3\n`,
  ],
};

before(async () => {
  writeDatabase();
  writeFileSync(join(folder, "run.toml"), scenario);
  setu("run", join(folder, "run.toml"), "--database", database, "--out", join(folder, injected.replaceAll("/", "")));
  for (const [name, [command, text]] of Object.entries(studies)) {
    writeFileSync(join(folder, `${name}.toml`), text);
    setu(command, join(folder, `${name}.toml`), "--database", database, "--out", join(folder, name));
  }
  const shown = [injected.replaceAll("/", ""), ...Object.keys(studies)].map((name) => join(folder, name));
  setu("report", ...shown, "--out", join(folder, "all.html"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the policy has blocked, by the page's own events. */
const listen = (page) =>
  page.addInitScript(() => {
    globalThis.blocked = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      globalThis.blocked.push(`${event.effectiveDirective} ${event.sample}`);
    });
  });
const markup = (page) => page.evaluate(() => document.querySelectorAll("img, b, iframe, object, embed").length);

/** Moves the pointer over every chart of the page; returns the texts that stand in them. */
async function point(page) {
  const texts = [];
  const charts = page.locator("[role=img]");
  for (let at = 0; at < (await charts.count()); ++at) {
    const chart = charts.nth(at);
    if (!(await chart.isVisible())) continue;
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    for (const across of [0.15, 0.3, 0.45, 0.6, 0.75, 0.9])
      for (const down of [0.25, 0.5, 0.75]) {
        await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
        texts.push(...(await chart.locator("text").allTextContents()));
      }
  }
  return texts;
}

test("a report shows markup in names as text, wherever the pointer is", async () => {
  const { page: shown, problems } = await openReport(browser, join(folder, "all.html"));
  const title = await shown.title(),
    before = await markup(shown);
  const texts = await point(shown);
  assert.equal(before, 0);
  assert.equal(await markup(shown), 0);
  assert.equal(await shown.title(), title);
  assert.deepEqual(problems, []);
  for (const name of [injected, bold])
    assert.ok(
      texts.some((text) => text.includes(name)),
      name,
    );
  assert.ok((await shown.locator("main").textContent()).includes(injected));
  await shown.close();
});

test("a report's policy is there, holds, and blocks nothing of the page", async () => {
  const page = await browser.newPage();
  await listen(page);
  await page.goto(`file://${join(folder, "all.html")}`);
  await page.waitForSelector("html[data-drawn=yes]");
  await page.click("#theme");
  await page.waitForSelector("html[data-drawn=yes]");
  for (const kind of ["SVG", "PNG", "CSV"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator(`button:text-is("${kind}")`).first().click()]);
    assert.match(download.suggestedFilename(), new RegExp(`\\.${kind.toLowerCase()}$`));
  }
  assert.deepEqual(await page.evaluate(() => globalThis.blocked), []);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.ran = true";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", `<p style="color: red" onclick="globalThis.ran = true">x</p>`);
    document.body.lastElementChild.click();
    return globalThis.ran === true;
  });
  assert.equal(ran, false);
  await new Promise((wait) => setTimeout(wait, 200)); // the events come a moment later
  const blocked = await page.evaluate(() => globalThis.blocked.join("\n"));
  for (const directive of ["script-src-elem", "script-src-attr", "style-src-attr"]) assert.ok(blocked.includes(directive), blocked);
  await page.close();
});

test("the workbench shows markup in names as text, and its policy blocks nothing of the page", async () => {
  const bench = new Bench();
  try {
    await bench.start(["--database", database]);
    const page = await bench.open();
    const title = await page.title();
    await solved(page, () => page.selectOption("#scenario", "no_shock"));
    await page.selectOption("#goods", bold);
    await page.selectOption("#exporters", styled);
    await page.selectOption("#importers", injected);
    await page.click("#add");
    await solved(page, () => page.keyboard.press("PageUp"));
    await point(page);
    await page.click("#economies .number >> nth=0");
    await page.waitForSelector("#panel h3");
    for (const place of ["#economies", "#cuts", "#panel"]) assert.ok((await page.locator(place).textContent()).includes(injected), place);
    assert.equal(await markup(page), 0);
    assert.equal(await page.title(), title);
    // The scenario that comes first is not of this database, which the page says.
    assert.deepEqual(
      bench.problems.filter((problem) => !problem.includes("status of 400")),
      [],
    );
  } finally {
    await bench.end();
  }
});

test("both pages show the licences of what they are made from", async () => {
  const { page } = await openReport(browser, join(folder, "all.html"));
  await page.click("#licences summary");
  for (const words of ["The Apache Software Foundation", "BSD 3-Clause License", "Microsoft Corporation"])
    assert.ok((await page.locator("#licences pre").innerText()).includes(words), words);
  await page.close();
});
