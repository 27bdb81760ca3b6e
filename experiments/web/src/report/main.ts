import "./style.css";
import { pairOf, readRuns, regionsOf } from "./data";
import { element, forgetCharts } from "./figure";
import { sections } from "./sections";

function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found as T;
}

const runs = readRuns();
const chosenRun = byId<HTMLSelectElement>("run"), chosenRegion = byId<HTMLSelectElement>("region"), main = byId<HTMLElement>("main");

function options(select: HTMLSelectElement, names: string[]): void {
  select.replaceChildren(...names.map((name, at) => { const option = element("option", name); option.value = String(at); return option; }));
}

function show(): void {
  const run = runs[Number(chosenRun.value)];
  if (run === undefined) { main.textContent = "This page holds no results."; return; }
  const region = regionsOf(run)[Number(chosenRegion.value)] ?? "";
  forgetCharts();
  const top = element("section"), list = element("ul", "", "headline");
  top.append(element("h2", run.folder), list);
  list.append(...run.headline.map((sentence) => element("li", sentence)));
  main.replaceChildren(top, ...sections.map(({ id, title }) => { const part = element("section"); part.id = id; part.append(element("h2", title)); return part; }));
  for (const { id, fill } of sections) fill(byId(id), { runs, run, region });
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");
function paint(theme: string): void {
  document.documentElement.dataset["theme"] = theme;
  document.documentElement.style.colorScheme = theme;
  show();
}

document.title = `Setu: ${runs.map((run) => run.folder).join(", ")}`;
byId("title").textContent = document.title;
byId("contents").append(...sections.map(({ id, title }) => { const item = element("li"), link = element("a", title); link.href = `#${id}`; item.append(link); return item; }));
options(chosenRun, runs.map((run) => run.folder));
const first = runs[0];
if (first !== undefined) {
  options(chosenRegion, regionsOf(first));
  chosenRegion.value = String(Math.max(0, regionsOf(first).indexOf(pairOf(first)[0])));
}
chosenRun.addEventListener("change", show);
chosenRegion.addEventListener("change", show);
dark.addEventListener("change", () => { paint(dark.matches ? "dark" : "light"); });
byId("theme").addEventListener("click", () => { paint(document.documentElement.dataset["theme"] === "dark" ? "light" : "dark"); });
paint(dark.matches ? "dark" : "light");
