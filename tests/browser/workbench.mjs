// The workbench in Chromium: what it shows is what setu run gives.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const setu = process.env.SETU;
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
async function open(url, width = 1280) {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
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
  for (const end = Date.now() + 60000; Number(await page.getAttribute("#status", "data-solved")) <= old; )
    if (Date.now() > end) throw new Error(`no answer: ${await page.textContent("#status")} ${await page.textContent("#error")}`);
    else await new Promise((wait) => setTimeout(wait, 10));
}
/** Opens the fund's scenario. */
const fund = (page) => solved(page, () => page.selectOption("#scenario", "india_fund"));
const shownEv = (page) => page.$$eval("[data-ev]", (cells) => Object.fromEntries(cells.map((c) => [c.dataset.ev, c.textContent])));

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

  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#download")]);
  const file = join(folder, "workbench.toml");
  await download.saveAs(file);
  execFileSync(setu, ["run", file, "--out", join(folder, "run")], { stdio: "pipe" });
  const rows = readFileSync(join(folder, "run", "summary.csv"), "utf8").split("\n").map((line) => line.split(","));
  const evs = rows.filter((row) => row[1] === "EV" && row[3] === "US$ million");
  assert.equal(evs.length, Object.keys(shown).length);
  const printed = (value) => Number(value).toLocaleString("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  for (const row of evs) assert.equal(shown[row[0]].replace(/^-(0\.0)$/, "$1"), printed(row[4]).replace(/^-(0\.0)$/, "$1"), row[0]);
  assert.deepEqual(problems, []);
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
  await page.close();
});
