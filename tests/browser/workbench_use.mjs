// The workbench in Chromium: the keyboard, the panel, several tabs, small screens, a server that goes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { hasNoSeriousFinding } from "./browser.mjs";
import { Bench, fund, shownEv, solved } from "./workbench_page.mjs";

const bench = new Bench();

before(() => bench.start());
after(() => bench.end());

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
  const page = await bench.open();
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
  assert.deepEqual(bench.problems, []);
  await page.close();
});

test("the panel leads from a number to its equation, on to its variables, and back", async () => {
  const page = await bench.open();
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
  assert.deepEqual(bench.problems, []);
  await page.close();
});

for (const colorScheme of ["light", "dark"])
  test(`has no serious finding of axe-core, ${colorScheme}`, async () => {
    const page = await bench.open(undefined, 1280, colorScheme);
    await page.click("#economies .number >> nth=0");
    await page.waitForSelector("#panel h3");
    await hasNoSeriousFinding(page);
    await page.close();
  });

test("two tabs do not disturb each other", async () => {
  const [one, two] = await Promise.all([bench.open(), bench.open()]);
  await Promise.all([fund(one), solved(two, () => two.selectOption("#scenario", "india_tariff_cuts"))]);
  assert.notDeepEqual(await shownEv(one), await shownEv(two));
  assert.deepEqual(bench.problems, []);
  await one.close();
  await two.close();
});

test("a narrow screen needs no sideways scrolling", async () => {
  const page = await bench.open(undefined, 360);
  await page.click("#economies .number >> nth=0");
  await page.waitForSelector("#panel h3");
  assert.ok(await page.evaluate(() => document.getElementById("panel").scrollWidth <= window.innerWidth));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await page.close();
});

test("the last good result stays where the server has gone, and the page says so", async () => {
  const other = await bench.serve();
  const page = await bench.open(other.url);
  await fund(page);
  const shown = await shownEv(page);
  await bench.stop(other, "SIGKILL");
  await page.focus("#levers input");
  await page.keyboard.press("PageUp");
  await page.waitForSelector("#error:not([hidden])");
  assert.match(await page.textContent("#error"), /The server does not answer/);
  assert.deepEqual(await shownEv(page), shown);
  const again = await bench.serve(); // a restarted one has another address and answers there
  assert.notEqual(new URL(again.url).pathname, new URL(other.url).pathname);
  const next = await bench.open(again.url);
  await fund(next);
  assert.deepEqual(await shownEv(next), shown);
  assert.equal(await bench.stop(again, "SIGTERM"), 0);
  await page.close();
  await next.close();
});
