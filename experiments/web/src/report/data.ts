// What report_json writes (include/setu/experiments/report/report.hpp).
export type SummaryRow = [region: string, measure: string, item: string, unit: string, value: number];
export type WelfareRow = [region: string, name: string, group: string, value: number];
export type TradeRow = [
  commodity: string,
  exporter: string,
  importer: string,
  before: number,
  after: number,
  volume: number,
  tariffBefore: number,
  tariffAfter: number,
];
export interface Manifest {
  scenario: string;
  scenario_file: string;
  scenario_hash: string;
  overrides: string[];
  groups: string[];
  database: { path: string; hash: string };
  closure: { signature: string };
  solver: { name: string; route: string };
  certificate: { status: string; max_scaled_residual: number; walras_residual: number; equations: number; iterations: number };
  welfare: { decomposition_gap: number };
  seconds: { solve: number; total: number };
  versions: Record<string, string>;
  report?: { pair: string[]; supplier?: string };
}
export interface Run {
  name: string;
  folder: string;
  manifest: Manifest;
  headline: string[];
  summary: SummaryRow[];
  welfare: WelfareRow[];
  bilateral: TradeRow[];
}

/** A table as its CSV file has it; null where a field is empty. */
export interface PointsTable {
  columns: string[];
  rows: (string | number | null)[][];
}
/** What sensitivity analyses and sweeps are solved from. */
export interface PointsManifest {
  scenario: string;
  scenario_hash: string;
  set: string[];
  database: { path: string; hash: string };
  design: Record<string, string | number | boolean>;
  max_scaled_residual: number;
  versions: Record<string, string>;
}
interface Origin {
  name: string;
  file: string;
  hash: string;
}
export interface Study {
  folder: string;
  manifest: PointsManifest & {
    study: Origin;
    numbers: { name: string; distribution: string; central: number; mean: number; sd: number }[];
    runs: { all: number; failed: number };
  };
  headline: string[];
  statistics: PointsTable;
  shares: PointsTable;
  failed: PointsTable;
}
export interface Sweep {
  folder: string;
  manifest: PointsManifest & { sweep: Origin; axes: string[]; points: { all: number; failed: number } };
  headline: string[];
  points: PointsTable;
}
/** What setu optimise, frontier and game are solved from. */
export interface PolicyManifest {
  policy: string;
  title: string;
  policy_file: string;
  policy_hash: string;
  scenario: string;
  overrides: string[];
  database: { path: string; hash: string };
  idle_instruments: number;
  seconds: number;
  versions: Record<string, string>;
}
export interface PolicyPoint {
  objective: number;
  certified: boolean;
  message: string;
  equilibrium_residual: number;
  kkt: { stationarity: number; violation: number; largest_curvature: number; free_directions: number; second_order: boolean };
}
export interface Best {
  folder: string;
  manifest: PolicyManifest & {
    objective: string;
    objective_unit: string;
    constraints: number;
    prices: string[];
    best: PolicyPoint;
    starts: PolicyPoint[];
    check?: PolicyPoint;
    disagreement?: number;
  };
  headline: string[];
  instruments: PointsTable;
  outcomes: PointsTable;
}
export interface Frontier {
  folder: string;
  manifest: PolicyManifest & {
    objective: string;
    objective_unit: string;
    against: string;
    against_unit: string;
    less_is_better: boolean;
    status_quo: { objective: number; against: number };
    controls: { name: string; unit: string; status_quo: number; least: number; most: number }[];
    points: PolicyPoint[];
    missing: string[];
  };
  headline: string[];
  points: PointsTable;
}
export interface Game {
  folder: string;
  manifest: PolicyManifest & {
    players: {
      name: string;
      objective: string;
      unit: string;
      first_order: number;
      curvature: number;
      best_deviation: number;
      income: number;
    }[];
    rounds: number;
    iterations: number;
    searches: number;
  };
  headline: string[];
  states: PointsTable;
  instruments: PointsTable;
}
export interface Results {
  runs: Run[];
  optima: Best[];
  frontiers: Frontier[];
  games: Game[];
  sensitivity: Study[];
  sweeps: Sweep[];
  supplier: string;
}

export function readResults(): Results {
  const text = document.getElementById("data")?.textContent ?? "{}";
  return {
    runs: [],
    optima: [],
    frontiers: [],
    games: [],
    sensitivity: [],
    sweeps: [],
    supplier: "",
    ...(JSON.parse(text) as Partial<Results>),
  };
}

/** "EV(IND)" as variable and elements. */
export function resultName(name: string): { variable: string; element: string } {
  const open = name.indexOf("(");
  return open < 0 ? { variable: name, element: name } : { variable: name.slice(0, open), element: name.slice(open + 1, -1) };
}

/** The number in a row's column; null where there is none. */
export function numberAt(table: PointsTable, row: (string | number | null)[], column: string): number | null {
  const cell = row[table.columns.indexOf(column)];
  return typeof cell === "number" ? cell : null;
}

/** Digits after the point that suit numbers of this size. */
export function digitsFor(values: (number | null)[]): number {
  const most = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  return most >= 100 ? 1 : most >= 1 ? 3 : 5;
}

export function regionsOf(run: Run): string[] {
  return run.summary.filter((row) => row[1] === "income").map((row) => row[0]);
}

export function commoditiesOf(run: Run): string[] {
  return [...new Set(run.bilateral.map((row) => row[0]))];
}

export function valueOf(run: Run, region: string, measure: string, unit: string): number | null {
  return run.summary.find((row) => row[0] === region && row[1] === measure && row[3] === unit)?.[4] ?? null;
}

/** Sum of trade values of the rows that `keep` keeps, US$ million FOB. */
export function trade(run: Run, keep: (row: TradeRow) => boolean): { before: number; after: number } {
  let before = 0,
    after = 0;
  for (const row of run.bilateral)
    if (keep(row)) {
      before += row[3];
      after += row[4];
    }
  return { before, after };
}

/** The pair of the scenario's report, else the two regions whose mutual trade changes most. */
export function pairOf(run: Run): [string, string] {
  const [a, b] = run.manifest.report?.pair ?? [];
  if (a !== undefined && b !== undefined) return [a, b];
  const change = new Map<string, number>();
  for (const row of run.bilateral) {
    if (row[1] === row[2]) continue;
    const key = [row[1], row[2]].sort().join("|");
    change.set(key, (change.get(key) ?? 0) + Math.abs(row[4] - row[3]));
  }
  const best = [...change].sort((x, y) => y[1] - x[1])[0]?.[0].split("|") ?? [];
  return [best[0] ?? "", best[1] ?? ""];
}
