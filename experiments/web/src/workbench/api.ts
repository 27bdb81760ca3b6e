// What the server answers (docs/workbench.md) and how it is asked.

export interface Lever {
  key: string;
  what: "shocks" | "ntm" | "preferences" | "fund" | "window";
  on: string;
  value: number;
}
export interface Scenario {
  name: string;
  title: string;
  database: string;
  levers: Lever[];
  first_stands: boolean;
}
export interface Database {
  name: string;
  regions: string[];
  commodities: string[];
  sectors: string[];
  aliases: Record<string, Record<string, string[]>>;
}
export interface Catalogue {
  database: string;
  databases: Database[];
  scenarios: Scenario[];
}

export interface Cut {
  kind: "tariff" | "export_tax" | "non_tariff";
  commodities: string;
  exporters: string;
  importers: string;
  cut: number;
}
export interface Question {
  scenario: string;
  database: string;
  settings: { key: string; value: number }[];
  sliders: Cut[];
}

/** US$ million; `percent_of_income` in per cent. */
export interface WelfareRow {
  region: string;
  ev: number;
  income: number;
  percent_of_income: number;
}
/** US$ million. */
export interface EconomyRow {
  region: string;
  trade_balance_change: number | null;
}
/** Percentage changes, integrated along the path of the shock. */
export interface IndexRow {
  region: string;
  real_gdp: number | null;
  terms_of_trade: number | null;
  consumer_prices: number | null;
  export_volume: number | null;
  import_volume: number | null;
}
/** US$ million FOB. */
export interface FlowRow {
  exporter: string;
  importer: string;
  before: number;
  after: number;
}
export interface Answer {
  id: number;
  title: string;
  pair: string[];
  highlight: string[];
  commodities: string[];
  welfare: WelfareRow[];
  economies: EconomyRow[];
  trade: FlowRow[];
  pair_trade: (FlowRow & { commodity: string })[];
  sectors: { region: string; sector: string; output: number }[];
  certificate: { route: string; residual: number };
  seconds: number;
}

/** A refusal in the server's words. */
export class Refusal extends Error {}

async function answered(response: Response): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text();
  let sentence = `The server answered with status ${response.status}.`;
  try {
    sentence = (JSON.parse(text) as { error: string }).error;
  } catch {
    // not the workbench's own words: the status says enough
  }
  throw new Refusal(sentence);
}

async function ask(address: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  try {
    return await answered(await fetch(address, { ...(body === undefined ? {} : post), signal: signal ?? null }));
  } catch (problem) {
    if (problem instanceof Refusal || (problem instanceof DOMException && problem.name === "AbortError")) throw problem;
    throw new Refusal("The server does not answer. Is setu serve still running? A restarted one has a new address.");
  }
}

export async function readCatalogue(): Promise<Catalogue> {
  return (await (await ask("api/catalogue")).json()) as Catalogue;
}
export async function scenarioText(question: Question): Promise<string> {
  return (await ask("api/scenario", question)).text();
}

/** A heading of the welfare decomposition, US$ million. */
export interface WelfarePart {
  title: string;
  by_region: Record<string, number>;
}
export interface Decomposition {
  id: number;
  welfare: WelfareRow[];
  indices: IndexRow[];
  parts: WelfarePart[];
  /** Why the parts do not add up, where they do not. */
  note?: string;
  gap: number;
  seconds: number;
}

/** A variable at the solution; `percent` only where it is measured in logarithms. */
export interface Variable {
  name: string;
  variable: string;
  elements: string[];
  label: string;
  logged: boolean;
  given: boolean;
  before: number;
  after: number;
  percent: number | null;
}
interface Part {
  before: number;
  after: number;
}
export interface SumTerm extends Part {
  coefficient: number;
  factors: { exponent: number; variable: Variable }[];
  times?: Variable;
}
export type EquationPart =
  | (Part & { kind: "constant" })
  | (Part & { kind: "variable"; coefficient: number; variable: Variable })
  | (Part & { kind: "sum"; scale: number; logged: boolean; terms: SumTerm[]; left_out: number });
/** The parts add up to zero, before and after. `text` is Markdown of docs/equations.md. */
export interface Equation {
  name: string;
  number: string;
  label: string;
  definition: boolean;
  text: string;
  parts: EquationPart[];
}
export interface Value {
  variable: Variable;
  equation: Equation | null;
}

/** Asks one thing at a time, as one of the server's tabs: a newer question ends an older one. */
class Line {
  private readonly tab = crypto.randomUUID();
  private newest = 0;
  private running: AbortController | undefined;

  /** The answer, or nothing where a newer question has been asked meanwhile. `body` is made with tab and id. */
  async ask<T>(address: string, body: (turn: { tab: string; id: number }) => unknown): Promise<T | undefined> {
    this.running?.abort();
    this.running = new AbortController();
    const id = ++this.newest;
    try {
      const response = await ask(address, body({ tab: this.tab, id }), this.running.signal);
      const answer = (await response.json()) as T;
      return id === this.newest ? answer : undefined;
    } catch (problem) {
      if (id !== this.newest) return undefined;
      throw problem;
    }
  }
}

const solves = new Line();
const values = new Line();

export const solve = (question: Question): Promise<Answer | undefined> => solves.ask("api/solve", (turn) => ({ ...question, ...turn }));
export const decompose = (question: Question): Promise<Decomposition | undefined> =>
  solves.ask("api/decompose", (turn) => ({ ...question, ...turn }));
export const value = (question: Question, variable: string, elements: string[]): Promise<Value | undefined> =>
  values.ask("api/value", (turn) => ({ question: { ...question, ...turn }, variable, elements }));
