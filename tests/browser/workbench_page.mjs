// A running workbench and its page in Chromium, for the tests.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { launch, watch } from "./browser.mjs";

/** A server, and a browser whose pages are watched. Of one test file. */
export class Bench {
  servers = [];
  problems = [];

  async start(options = []) {
    this.browser = await launch();
    this.server = await this.serve(options);
  }
  async end() {
    await this.browser?.close();
    if (this.server) assert.equal(await this.stop(this.server, "SIGTERM"), 0);
    for (const child of this.servers) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }

  /** A server and its address. */
  async serve(options = []) {
    const child = spawn(process.env.SETU, ["serve", ...options], { stdio: ["ignore", "pipe", "inherit"] });
    this.servers.push(child);
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
  async stop({ child }, signal) {
    const ended = new Promise((resolve) => child.on("exit", (code) => resolve(code)));
    child.kill(signal);
    return ended;
  }

  /** The page of the workbench, its first answer or refusal shown; `problems` are those of the page that was opened last. */
  async open(url = this.server.url, width = 1280, colorScheme = "light") {
    const page = await this.browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    this.problems = watch(page, new RegExp(`^(${url}|data:|blob:)`));
    await page.goto(url);
    await page.waitForSelector("#status[data-solved], #error:not([hidden])");
    return page;
  }
}

/** Waits for the answer to what `act` asks. */
export async function solved(page, act) {
  const old = Number(await page.getAttribute("#status", "data-solved"));
  await act();
  // Looked at from here: the page's policy forbids scripts made from text.
  for (const end = Date.now() + 60000; Number(await page.getAttribute("#status", "data-solved")) <= old;)
    if (Date.now() > end) throw new Error(`no answer: ${await page.textContent("#status")} ${await page.textContent("#error")}`);
    else await new Promise((wait) => setTimeout(wait, 10));
}
/** Opens the fund's scenario. */
export const fund = (page) => solved(page, () => page.selectOption("#scenario", "india_fund"));
export const shownEv = (page) =>
  page.$$eval("[data-ev]", (found) => Object.fromEntries(found.map((cell) => [cell.dataset.ev, cell.textContent])));
