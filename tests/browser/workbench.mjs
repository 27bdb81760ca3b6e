// The workbench in Chromium: what it shows is what setu run gives.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { csv, printed } from "./results.mjs";

const setu = process.env.SETU;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = mkdtempSync(join(tmpdir(), "setu-browser-"));
let browser;
let server;
const servers = [];
let problems = [];

/** A server and its address. */
async function serve() {
  const child = spawn(setu, ["serve"], { stdio: ["ignore", "pipe", "inherit"] });
  servers.push(child);
  const url = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      const found = /http:\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`setu serve ended with ${code}: ${text}`)));
  });
  return { child, url };
}
async function stop({ child }, signal) {
  const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
  child.kill(signal);
  return ended;
}

/** The page of the workbench, its first answer shown. */
async function open(url, width = 1280, colorScheme = "light") {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) problems.push(`asked for ${request.url()}`);
  });
  await page.goto(url);
  await page.waitForSelector("#status[data-solved]");
  return page;
}
/** Waits for the answer to what `act` asks. */
async function solved(page, act) {
  const old = Number(await page.getAttribute("#status", "data-solved"));
  await act();
  // Looked at from here: the page's policy forbids scripts made from text.
  for (const end = Date.now() + 60000; Number(await page.getAttribute("#status", "data-solved")) <= old;)
    if (Date.now() > end) throw new Error(`no answer: ${await page.textContent("#status")} ${await page.textContent("#error")}`);
    else await new Promise((wait) => setTimeout(wait, 10));
}
/** Opens the fund's scenario. */
const fund = (page) => solved(page, () => page.selectOption("#scenario", "india_fund"));
const shownEv = (page) => page.$$eval("[data-ev]", (cells) => Object.fromEntries(cells.map((c) => [c.dataset.ev, c.textContent])));

/** summary.csv of setu run on the file that the page downloads. */
async function runOfDownload(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const file = join(folder, `${name}.toml`);
  await download.saveAs(file);
  execFileSync(setu, ["run", file, "--out", join(folder, name)], { stdio: "pipe" });
  return csv(folder, name, "summary.csv");
}
/** The page's EV of every region is the run's. */
async function showsEv(page, summary) {
  const shown = await shownEv(page),
    evs = summary.filter((row) => row.measure === "EV" && row.unit === "US$ million");
  assert.deepEqual(shown, Object.fromEntries(evs.map((row) => [row.region, printed(row.value, 1)])));
}

before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
  server = await serve();
});
after(async () => {
  await browser?.close();
  if (server) assert.equal(await stop(server, "SIGTERM"), 0);
  for (const child of servers) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("a slider moved by keys shows what setu run gives for the downloaded file", async (t) => {
  problems = [];
  const page = await open(server.url);
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
  assert.deepEqual(problems, []);
  await page.close();
});

for (const [what, slider] of [
  ["its size", "fund.total"],
  ["a window's share", "windows"],
  ["what the host adds", "fund.host_copay"],
])
  test(`the fund's slider of ${what} shows what setu run gives for the downloaded file`, async () => {
    problems = [];
    const page = await open(server.url);
    await fund(page);
    const old = await shownEv(page);
    await page.locator("#levers label", { hasText: slider }).first().locator("input").focus();
    await solved(page, () => page.keyboard.press("PageUp"));
    assert.notDeepEqual(await shownEv(page), old);
    await showsEv(page, await runOfDownload(page, slider));
    assert.deepEqual(problems, []);
    await page.close();
  });

test("the table of the economies is the run's, its indices once the decomposition has come", async () => {
  problems = [];
  const page = await open(server.url);
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
  assert.deepEqual(problems, []);
  await page.close();
});

/** Presses Tab until the element that `selector` means has the focus. */
async function tabTo(page, selector) {
  for (let n = 0; n < 300; ++n) {
    if (
      await page
        .locator(selector)
        .first()
        .evaluate((e) => e === document.activeElement)
    )
      return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${selector}`);
}

test("the keyboard alone drags, pins, decomposes, asks for an equation and downloads", async () => {
  problems = [];
  const page = await open(server.url);
  await tabTo(page, "#scenario");
  const old = await shownEv(page);
  await solved(page, () => page.keyboard.type("India's fund".slice(0, 1)));
  for (let n = 0; n < 20 && !(await page.locator("#levers input").count()); ++n) await solved(page, () => page.keyboard.press("ArrowDown"));
  await tabTo(page, "#levers input");
  const before = await shownEv(page);
  await solved(page, () => page.keyboard.press("PageUp"));
  const moved = await shownEv(page);
  assert.notDeepEqual(moved, before);
  assert.notDeepEqual(moved, old);
  await tabTo(page, "#pin");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#economies th", { hasText: "pinned" }).count(), 1);
  await tabTo(page, "#download");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(readFileSync(await download.path(), "utf8"), /include = /);
  await tabTo(page, "#decompose");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#decomposition:not([hidden])");
  await tabTo(page, "#economies .number");
  const asked = await page.evaluate(() => document.activeElement.textContent);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#panel h3");
  assert.match(await page.textContent("#panel h3"), /\(12\.23\) E_EV/);
  const after = (await page.textContent("#panel-body")).match(/After: (-?[\d,.]+\d)/)[1];
  assert.equal(Number(after.replaceAll(",", "")).toFixed(1), Number(asked.replaceAll(",", "")).toFixed(1));
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), asked);
  assert.deepEqual(problems, []);
  await page.close();
});

test("the panel leads from a number to its equation, on to its variables, and back", async () => {
  problems = [];
  const page = await open(server.url);
  await fund(page);
  await page.click("#exports summary");
  await page.click("#exports .number >> nth=0");
  await page.waitForSelector("#panel li");
  assert.match(await page.textContent("#panel-body"), /VFOB.*\[16\.1\]/);
  await page.click("#panel li .number >> nth=0");
  await page.waitForSelector("#panel h3");
  assert.match(await page.textContent("#panel-body"), /qxs = qms\(c,d\)/);
  const title = await page.textContent("#panel-title");
  await page.click("#panel table .number >> nth=0");
  await page.waitForSelector("#panel-way button >> nth=1");
  assert.equal(await page.textContent("#panel-way button >> nth=1"), title);
  await page.waitForSelector("#panel h3");
  await page.click("#panel-way button >> nth=1");
  assert.equal(await page.textContent("#panel-title"), title);
  await page.waitForSelector("#panel h3");
  assert.deepEqual(problems, []);
  await page.close();
});

test("the welfare decomposition follows the slider when it rests, and adds up", async () => {
  problems = [];
  const page = await open(server.url);
  await fund(page);
  await page.check("#always");
  await page.focus("#levers input");
  await solved(page, () => page.keyboard.press("PageUp"));
  await page.waitForSelector("#decomposition:not([hidden])");
  await page.click("#decomposition summary");
  const cells = (await page.locator("#decomposition td .number").allTextContents()).map((text) => Number(text.replaceAll(",", "")));
  const sum = cells.slice(0, -1).reduce((total, value) => total + value, 0);
  assert.ok(cells.length > 2 && Math.abs(sum - cells.at(-1)) <= 0.05 * cells.length + 1e-9, `${cells}`);
  assert.deepEqual(problems, []);
  await page.close();
});

for (const colorScheme of ["light", "dark"])
  test(`has no serious finding of axe-core, ${colorScheme}`, async () => {
    const page = await open(server.url, 1280, colorScheme);
    await page.click("#economies .number >> nth=0");
    await page.waitForSelector("#panel h3");
    await page.evaluate(axe);
    const found = await page.evaluate(() => globalThis.axe.run());
    const serious = found.violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    assert.deepEqual(
      serious.map((v) => `${v.id}: ${v.nodes[0].html}`),
      [],
    );
    await page.close();
  });

test("two tabs do not disturb each other", async () => {
  problems = [];
  const [one, two] = await Promise.all([open(server.url), open(server.url)]);
  await Promise.all([fund(one), solved(two, () => two.selectOption("#scenario", "india_tariff_cuts"))]);
  assert.notDeepEqual(await shownEv(one), await shownEv(two));
  assert.deepEqual(problems, []);
  await one.close();
  await two.close();
});

test("a narrow screen needs no sideways scrolling", async () => {
  const page = await open(server.url, 360);
  await page.click("#economies .number >> nth=0");
  await page.waitForSelector("#panel h3");
  assert.ok(await page.evaluate(() => document.getElementById("panel").scrollWidth <= window.innerWidth));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await page.close();
});

test("the last good result stays where the server has gone, and the page says so", async () => {
  const other = await serve();
  const page = await open(other.url);
  await fund(page);
  const shown = await shownEv(page);
  await stop(other, "SIGKILL");
  await page.focus("#levers input");
  await page.keyboard.press("PageUp");
  await page.waitForSelector("#error:not([hidden])");
  assert.match(await page.textContent("#error"), /The server does not answer/);
  assert.deepEqual(await shownEv(page), shown);
  const again = await serve(); // a restarted one has another address and answers there
  assert.notEqual(new URL(again.url).pathname, new URL(other.url).pathname);
  const next = await open(again.url);
  await fund(next);
  assert.deepEqual(await shownEv(next), shown);
  assert.equal(await stop(again, "SIGTERM"), 0);
  await page.close();
  await next.close();
});
