// The workbench: a question on the left, what the model answers on the right.
import "./style.css";
import { readCatalogue, Refusal, scenarioText, solve, type Answer, type Catalogue, type Cut, type Database, type Question } from "./api";
import { draw, number } from "./charts";
import { byId, choices, Cuts, fill, Levers } from "./controls";

const select = (id: string): HTMLSelectElement => byId<HTMLSelectElement>(id);
const status = byId("status");
const error = byId("error");
const result = document.querySelector("section");

let catalogue: Catalogue;
let last: Answer | undefined;
let pinned: Answer | undefined;
const levers = new Levers(byId("levers"), () => void update());
const cuts = new Cuts(byId("cuts"), () => void update());

function question(): Question {
  return { scenario: select("scenario").value, database: select("database").value, settings: levers.settings(), sliders: cuts.list() };
}

function database(): Database {
  const found = catalogue.databases.find((d) => d.name === select("database").value) ?? catalogue.databases[0];
  if (!found) throw new Refusal("There is no database.");
  return found;
}

function fail(problem: unknown): void {
  error.textContent = problem instanceof Error ? problem.message : String(problem);
  error.hidden = false;
  status.textContent = last ? "The charts show the last result that was solved." : "Nothing is solved yet.";
  result?.classList.toggle("stale", last !== undefined);
}

function show(): void {
  if (!last) return;
  draw(last, pinned, select("region").value);
  const first = last.highlight[0] ?? last.welfare[0]?.region;
  const row = last.welfare.find((w) => w.region === first);
  const world = last.welfare.reduce((sum, w) => sum + w.ev, 0);
  const verb = row && row.ev < 0 ? "loses" : "gains";
  byId("headline").textContent = row
    ? `${row.region} ${verb} US$ ${number(Math.abs(row.ev))} million a year (${number(row.percent_of_income, 3)} % of income); the world: ${number(world)} million.`
    : "";
}

async function update(): Promise<void> {
  status.textContent = "Solving …";
  const begin = performance.now();
  try {
    const answer = await solve(question());
    if (!answer) return;
    last = answer;
    error.hidden = true;
    result?.classList.remove("stale");
    show();
    const took = Math.round(performance.now() - begin);
    status.textContent = `Solved and certified (${answer.certificate.route}), ${took} ms from slider to picture.`;
    status.dataset["milliseconds"] = String(took);
    status.dataset["solved"] = String(answer.id);
  } catch (problem) {
    fail(problem);
  }
}

function chooseScenario(): void {
  const scenario = catalogue.scenarios.find((s) => s.name === select("scenario").value);
  levers.show(scenario?.levers ?? []);
  byId("overlap").textContent = scenario?.first_stands
    ? "Where a cut on top meets what this scenario moves itself, the scenario stands; drag its own numbers there."
    : "";
}

/** Everything that names regions and goods. */
function chooseDatabase(): void {
  const chosen = database();
  cuts.clear();
  pinned = undefined;
  byId<HTMLButtonElement>("unpin").disabled = true;
  fill(select("goods"), choices(chosen, "COMM"));
  fill(select("exporters"), choices(chosen, "REG"));
  fill(select("importers"), choices(chosen, "REG"));
  fill(select("region"), chosen.regions.map((r) => [r, r]));
}

function addCut(): void {
  const kind = select("kind").value === "non_tariff" ? "non_tariff" : "tariff";
  const cut: Cut = { kind, commodities: select("goods").value, exporters: select("exporters").value, importers: select("importers").value, cut: 0 };
  if (!cuts.add(cut)) fail(new Refusal("There is such a slider already."));
}

async function download(): Promise<void> {
  try {
    const text = await scenarioText(question());
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
    link.download = "workbench.toml";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  } catch (problem) {
    fail(problem);
  }
}

function pin(keep: boolean): void {
  pinned = keep ? last : undefined;
  byId<HTMLButtonElement>("unpin").disabled = pinned === undefined;
  show();
}

async function start(): Promise<void> {
  catalogue = await readCatalogue();
  fill(select("scenario"), catalogue.scenarios.map((s) => [s.name, s.title]));
  fill(select("database"), catalogue.databases.map((d) => [d.name, d.name]));
  chooseScenario();
  chooseDatabase();
  select("scenario").addEventListener("change", () => { chooseScenario(); void update(); });
  select("database").addEventListener("change", () => { chooseDatabase(); void update(); });
  select("region").addEventListener("change", show);
  byId("add").addEventListener("click", addCut);
  byId("pin").addEventListener("click", () => pin(true));
  byId("unpin").addEventListener("click", () => pin(false));
  byId("download").addEventListener("click", () => void download());
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  await update();
}

start().catch(fail);
