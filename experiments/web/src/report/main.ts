import "./style.css";
import { headline, warnings } from "./chart_parts";
import { pairOf, readResults, regionsOf } from "./data";
import { element, forgetCharts, soon } from "./figure";
import { frontierSection } from "./frontier";
import { overlaid, togetherSection } from "./frontier_curve";
import { gameSection } from "./game";
import { optimumSection } from "./optimum";
import { sections } from "./sections";
import { sensitivitySection } from "./sensitivity";
import { sweepSection } from "./sweep";

function byId<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found as T;
}

const results = readResults(),
  { runs } = results;
const chosenRun = byId<HTMLSelectElement>("run"),
  chosenRegion = byId<HTMLSelectElement>("region"),
  main = byId<HTMLElement>("main");

/** What the page shows below the run: policies, analyses and sweeps. */
const others = [
  ...results.optima.map((best, at) => ({
    id: `optimum-${at + 1}`,
    title: `Best policy: ${best.folder}`,
    fill: (section: HTMLElement) => {
      optimumSection(section, best);
    },
  })),
  ...overlaid(results.frontiers).map((group, at) => ({
    id: `frontiers-${at + 1}`,
    title: `Frontiers together: ${group.map((each) => each.folder).join(", ")}`,
    fill: (section: HTMLElement) => {
      togetherSection(section, group);
    },
  })),
  ...results.frontiers.map((frontier, at) => ({
    id: `frontier-${at + 1}`,
    title: `Frontier: ${frontier.folder}`,
    fill: (section: HTMLElement) => {
      frontierSection(section, frontier);
    },
  })),
  ...results.games.map((game, at) => ({
    id: `game-${at + 1}`,
    title: `Game: ${game.folder}`,
    fill: (section: HTMLElement) => {
      gameSection(section, game);
    },
  })),
  ...results.sensitivity.map((study, at) => ({
    id: `sensitivity-${at + 1}`,
    title: `Sensitivity: ${study.folder}`,
    fill: (section: HTMLElement) => {
      sensitivitySection(section, study);
    },
  })),
  ...results.sweeps.map((sweep, at) => ({
    id: `sweep-${at + 1}`,
    title: `Sweep: ${sweep.folder}`,
    fill: (section: HTMLElement) => {
      sweepSection(section, sweep);
    },
  })),
];

function options(select: HTMLSelectElement, names: string[]): void {
  select.replaceChildren(
    ...names.map((name, at) => {
      const option = element("option", name);
      option.value = String(at);
      return option;
    }),
  );
}

function sectionOf(id: string, title: string): HTMLElement {
  const part = element("section");
  part.id = id;
  part.append(element("h2", title));
  return part;
}

/** The sections must stand in the page before charts are drawn in them. */
function show(): void {
  const run = runs[Number(chosenRun.value)];
  forgetCharts(main);
  main.replaceChildren();
  if (run !== undefined) {
    const region = regionsOf(run)[Number(chosenRegion.value)] ?? "",
      top = element("section");
    top.append(element("h2", run.folder), headline(run.headline), ...warnings(run.manifest.warnings));
    main.append(top, ...sections.map(({ id, title }) => sectionOf(id, title)));
    for (const { id, fill } of sections)
      soon(byId(id), () => {
        fill(byId(id), { ...results, run, region });
      });
  }
  main.append(...others.map(({ id, title }) => sectionOf(id, title)));
  for (const { id, fill } of others)
    soon(byId(id), () => {
      fill(byId(id));
    });
  if (main.childElementCount === 0) main.textContent = "This page holds no results.";
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");
function paint(theme: string): void {
  document.documentElement.dataset["theme"] = theme;
  document.documentElement.style.colorScheme = theme;
  show();
}

const folders = [runs, results.optima, results.frontiers, results.games, results.sensitivity, results.sweeps].flatMap((list) =>
  list.map((result) => result.folder),
);
document.title = `Setu: ${folders.join(", ")}`;
byId("title").textContent = document.title;
const [first] = runs;
byId("contents").append(
  ...[...(first === undefined ? [] : sections), ...others].map(({ id, title }) => {
    const item = element("li"),
      link = element("a", title);
    link.href = `#${id}`;
    item.append(link);
    return item;
  }),
);
options(
  chosenRun,
  runs.map((run) => run.folder),
);
if (first !== undefined) {
  options(chosenRegion, regionsOf(first));
  chosenRegion.value = String(Math.max(0, regionsOf(first).indexOf(pairOf(first)[0])));
} else {
  for (const label of [chosenRun, chosenRegion]) label.closest("label")?.remove();
}
chosenRun.addEventListener("change", show);
chosenRegion.addEventListener("change", show);
dark.addEventListener("change", () => {
  paint(dark.matches ? "dark" : "light");
});
byId("theme").addEventListener("click", () => {
  paint(document.documentElement.dataset["theme"] === "dark" ? "light" : "dark");
});
paint(dark.matches ? "dark" : "light");
