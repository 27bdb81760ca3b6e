// What report_json writes (include/setu/experiments/report/report.hpp). Manifests are typed by their schemas (docs/schema).
import type {
  FrontierManifest,
  GameManifest,
  OptimumManifest,
  RunManifest,
  SensitivityManifest,
  SweepManifest,
  Verdict,
} from "../shared/formats";

export type { PolicyPoint } from "../shared/formats";
export type PolicyManifest = OptimumManifest | FrontierManifest | GameManifest;
export type PointsManifest = SweepManifest | SensitivityManifest;
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
/** Of budget.csv, without the change. */
export type BudgetRow = [region: string, measure: string, item: string, unit: string, before: number, after: number];
export interface Run {
  name: string;
  folder: string;
  manifest: RunManifest;
  headline: string[];
  summary: SummaryRow[];
  welfare: WelfareRow[];
  bilateral: TradeRow[];
  budget: BudgetRow[];
  /** What the answer depends on, where the run says so. */
  verdict?: Verdict;
}

/** A table as its CSV file has it; null where a field is empty. */
export interface PointsTable {
  columns: string[];
  rows: (string | number | null)[][];
}
export interface Study {
  folder: string;
  manifest: SensitivityManifest;
  headline: string[];
  statistics: PointsTable;
  shares: PointsTable;
  failed: PointsTable;
}
export interface Sweep {
  folder: string;
  manifest: SweepManifest;
  headline: string[];
  points: PointsTable;
}
export interface Best {
  folder: string;
  manifest: OptimumManifest;
  headline: string[];
  instruments: PointsTable;
  outcomes: PointsTable;
}
export interface Frontier {
  folder: string;
  manifest: FrontierManifest;
  headline: string[];
  points: PointsTable;
}
export interface Game {
  folder: string;
  manifest: GameManifest;
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
  const [a, b] = run.manifest.report.pair;
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
