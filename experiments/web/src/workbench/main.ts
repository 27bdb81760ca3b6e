// The workbench: a question on the left, what the model answers on the right.
import "./style.css";
import { number } from "../shared/number";
import {
  decompose,
  readCatalogue,
  Refusal,
  scenarioText,
  solve,
  type Catalogue,
  type Cut,
  type Database,
  type Decomposition,
  type Question,
} from "./api";
import { choices, Cuts, fill, Levers } from "./controls";
import { byId } from "./elements";
import { Panel } from "./panel";
import { headline, showDecomposition, showResult, type Result } from "./result";
import type { Source } from "./sources";

const select = (id: string): HTMLSelectElement => byId<HTMLSelectElement>(id);
const status = byId("status");
const error = byId("error");
const decomposed = byId("decomposed");
const result = document.querySelector("section");

let catalogue: Catalogue;
let last: Result | undefined;
let pinned: Result | undefined;
let parts: Decomposition | undefined; // of `last`
let resting: number | undefined;
const panel = new Panel();
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

const open = (asked: Question, source: Source): void => panel.open(asked, source);

function show(): void {
  if (!last) return;
  showResult(last, pinned, parts, select("region").value, open);
  byId("headline").textContent = headline(last);
  byId("decomposition").hidden = parts === undefined;
  if (parts) showDecomposition(parts, last.question, select("region").value, open);
}

async function update(): Promise<void> {
  clearTimeout(resting);
  const asked = question();
  status.textContent = "Solving …";
  const begin = performance.now();
  try {
    const answer = await solve(asked);
    if (!answer) return;
    last = { answer, question: asked };
    parts = undefined;
    decomposed.textContent = "";
    error.hidden = true;
    result?.classList.remove("stale");
    show();
    const took = Math.round(performance.now() - begin);
    status.textContent = `Solved and certified (${answer.certificate.route}), ${took} ms from slider to picture.`;
    status.dataset["milliseconds"] = String(took);
    status.dataset["solved"] = String(answer.id);
    if (byId<HTMLInputElement>("always").checked) resting = window.setTimeout(() => void decomposeLast(), 500);
  } catch (problem) {
    fail(problem);
  }
}

/** The welfare decomposition of what is shown; a slider that moves meanwhile ends it. */
async function decomposeLast(): Promise<void> {
  if (!last) return;
  const of = last;
  decomposed.textContent = "Following the shock from the benchmark to the solution …";
  try {
    const found = await decompose(of.question);
    if (!found) {
      decomposed.textContent = "";
      return;
    }
    parts = found;
    show();
    decomposed.textContent =
      found.note ?? `Took ${number(found.seconds)} seconds; the parts add up to EV, but for ${found.gap.toExponential(0)} of it.`;
  } catch (problem) {
    decomposed.textContent = problem instanceof Error ? problem.message : String(problem);
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
  fill(
    select("region"),
    chosen.regions.map((r) => [r, r]),
  );
}

function addCut(): void {
  const kind = select("kind").value as Cut["kind"];
  const cut: Cut = {
    kind,
    commodities: select("goods").value,
    exporters: select("exporters").value,
    importers: select("importers").value,
    cut: 0,
  };
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
  fill(
    select("scenario"),
    catalogue.scenarios.map((s) => [s.name, s.title]),
  );
  fill(
    select("database"),
    catalogue.databases.map((d) => [d.name, d.name]),
  );
  chooseScenario();
  chooseDatabase();
  select("scenario").addEventListener("change", () => {
    chooseScenario();
    void update();
  });
  select("database").addEventListener("change", () => {
    chooseDatabase();
    void update();
  });
  select("region").addEventListener("change", show);
  byId("add").addEventListener("click", addCut);
  byId("pin").addEventListener("click", () => pin(true));
  byId("unpin").addEventListener("click", () => pin(false));
  byId("decompose").addEventListener("click", () => void decomposeLast());
  byId("download").addEventListener("click", () => void download());
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  await update();
}

start().catch(fail);
