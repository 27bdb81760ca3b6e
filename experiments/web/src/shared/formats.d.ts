// Made from docs/schema by formats.mjs; do not edit.

export interface DatabaseSource {
  /** name of a shipped database, else of the folder */
  name: string;
  /** SHA-256 of its sets and numbers */
  hash: string;
  /** largest amount by which accounts of the database are out of balance, relative */
  rounding?: number;
  /** what was absorbed or assumed of it; absent where nothing was */
  notes?: string[];
}

export interface StatusQuoPair {
  /** in its own unit */
  objective: number;
  /** in its own unit */
  against: number;
}

export interface PolicyControl {
  /** as in tms(foo,JPN,IND) */
  name: string;
  /** of its range */
  unit: string;
  /** in that unit */
  status_quo: number;
  /** in that unit */
  least: number;
  /** in that unit */
  most: number;
}

export interface PolicyPoint {
  /** in its own unit */
  objective: number;
  /** whether equilibrium and optimum are proved to the limits */
  certified: boolean;
  /** how the search ended */
  message: string;
  /** of the search */
  iterations: number;
  /** of the economy */
  solves: number;
  /** largest scaled residual */
  equilibrium_residual: number;
  /** conditions of an optimum */
  kkt: KktCheck;
  /** of a frontier: the second result */
  against?: number;
}

export interface KktCheck {
  /** of the Lagrangian, relative */
  stationarity: number;
  /** of a constraint, relative */
  violation: number;
  /** of the Lagrangian where the binding constraints stay */
  largest_curvature: number;
  /** in which the binding constraints allow moves */
  free_directions: number;
  /** whether no free direction improves to second order */
  second_order: boolean;
}

export interface FrontierManifest {
  /** what this file is */
  format: { name: "frontier"; version: 2 };
  /** its name */
  policy: string;
  /** in words */
  title: string;
  /** name of a shipped policy, else of the file; its path stands in run.log.json */
  policy_file: string;
  /** SHA-256 of the file */
  policy_hash: string;
  /** in which it is chosen */
  scenario: string;
  /** of the scenario */
  overrides: string[];
  /** what was solved on */
  database: DatabaseSource;
  /** how many have room */
  instruments: number;
  /** how many have none */
  idle_instruments: number;
  /** how many */
  constraints: number;
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
  /** its name */
  objective: string;
  /** empty for a plain number */
  objective_unit: string;
  /** name of the second result */
  against: string;
  /** empty for a plain number */
  against_unit: string;
  /** of the second result */
  less_is_better: boolean;
  /** both results before anything is chosen */
  status_quo: StatusQuoPair;
  /** the instruments with their ranges */
  controls: PolicyControl[];
  /** from the best of the objective to the best of the second result */
  points: PolicyPoint[];
  /** why points are missing, a sentence each */
  missing: string[];
}

export interface GamePlayer {
  /** as in the file */
  name: string;
  /** what it aims at */
  objective: string;
  /** of the objective */
  unit: string;
  /** largest first-order condition that is missed */
  first_order: number;
  /** largest, of its own instruments */
  curvature: number;
  /** most that a deviation was found to gain */
  best_deviation: number;
  /** with which a deviation is compared, US$ million */
  income: number;
}

export interface GameManifest {
  /** what this file is */
  format: { name: "game"; version: 2 };
  /** its name */
  policy: string;
  /** in words */
  title: string;
  /** name of a shipped policy, else of the file; its path stands in run.log.json */
  policy_file: string;
  /** SHA-256 of the file */
  policy_hash: string;
  /** in which it is chosen */
  scenario: string;
  /** of the scenario */
  overrides: string[];
  /** what was solved on */
  database: DatabaseSource;
  /** how many have room */
  instruments: number;
  /** how many have none */
  idle_instruments: number;
  /** how many */
  constraints: number;
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
  /** with the proof of the equilibrium */
  players: GamePlayer[];
  /** of responses */
  rounds: number;
  /** joint steps */
  iterations: number;
  /** for deviations */
  searches: number;
}

export interface EconomySolver {
  /** newton, ipopt or both */
  name: string;
  /** how the solution was reached */
  route: string;
  /** points from which solutions were looked for */
  starts: number;
  /** of the draw of these points */
  seed: number;
}

export interface EconomyCertificate {
  /** certified: every equation holds to the limit */
  status: string;
  /** largest residual of an equation, relative to its terms */
  max_scaled_residual: number;
  /** of the solver */
  iterations: number;
  /** of the whole system */
  equations: number;
  /** of the system that was factorised */
  reduced_equations: number;
  /** largest difference between Newton's and Ipopt's solution */
  solver_agreement?: number;
}

export interface EconomyManifest {
  /** what this file is */
  format: { name: "economy"; version: 2 };
  /** its name */
  economy: string;
  /** folder and name of its file; the path stands in run.log.json */
  file: string;
  /** of the file, or empty */
  case: string;
  /** what was changed, by name */
  set?: Record<string, string>;
  /** by what */
  solver: EconomySolver;
  /** how well */
  certificate: EconomyCertificate;
  /** how many were found */
  solutions: number;
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
}

export interface ElasticitiesManifest {
  /** what this file is */
  format: { name: "elasticities"; version: 1 };
  /** its name */
  scenario: string;
  /** name of a shipped scenario, else of the file; its path stands in run.log.json */
  scenario_file: string;
  /** SHA-256 of its files and overrides */
  scenario_hash: string;
  /** as given with --set */
  overrides: string[];
  /** what was solved on */
  database: DatabaseSource;
  /** that are differentiated; of values the regions whose EV is */
  results: string[];
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
}

export interface ReportUsed {
  /** the two regions whose trade is shown; empty where the scenario names none */
  pair: string[];
  /** regions whose sectors are shown */
  highlight?: string[];
  /** region whose share in imports is shown first; empty where the scenario names none */
  supplier?: string;
}

export interface ClosureUsed {
  /** hash of the names of all given variables */
  signature: string;
  /** what differs from the standard closure, in words */
  swaps: string[];
}

export interface SolverUsed {
  /** newton, ipopt or both */
  name: string;
  /** what Ipopt was given: core, reduced or full; absent where it was not asked */
  ipopt_view?: string;
  /** how the solution was reached */
  route: string;
}

export interface CertificateOfRun {
  /** certified: every equation holds to the limit */
  status: string;
  /** how the solver ended */
  run: string;
  /** largest residual of an equation, relative to its terms */
  max_scaled_residual: number;
  /** of the equation that Walras' law leaves out */
  walras_residual: number;
  /** largest difference between Newton's and Ipopt's solution */
  solver_agreement?: number;
  /** of the solver */
  iterations: number;
  /** of the whole system */
  equations: number;
  /** of the system that was factorised */
  reduced_equations: number;
  /** largest violation of an inequality or its multiplier */
  complementarity_residual?: number;
  /** estimate of the condition number of the scaled equations at the solution */
  condition?: number;
  /** variables that stand on a floor: gross investment that cannot fall further */
  at_floor?: string[];
  /** variables that only follow from others and have no value at the solution; their cells are empty */
  undefined?: string[];
  /** equations with the largest scaled residuals */
  worst: Record<string, number>;
}

export interface WelfareCheck {
  /** open or left out; absent where the parts add up to EV */
  decomposition?: string;
  /** why it is open or left out */
  decomposition_note?: string;
  /** largest gap between EV and the sum of its parts, relative to EV */
  decomposition_gap: number;
  /** integrated along the path, or fisher: the index of the equations */
  saving_price?: string;
  /** points of the path, from 0 to 1, at which a rule begins or ceases to bind */
  switches?: number[];
}

export interface WelfareHeading {
  /** as in welfare.csv */
  name: string;
  /** under which the tables count it */
  heading: string;
}

export interface RuleUsed {
  /** its name */
  rule: string;
  /** binds, does not bind or gives way */
  state: string;
  /** the variable that answers */
  instrument: string;
  /** change of the limit from the benchmark */
  limit_percent: number;
  /** change of what is limited */
  limited_percent: number;
  /** change of the instrument */
  instrument_percent: number;
  /** US$ million */
  rent?: number;
  /** per cent of the labour force */
  unemployment_percent?: number;
}

export interface RunManifest {
  /** what this file is */
  format: { name: "run"; version: 2 };
  /** its name */
  scenario: string;
  /** name of a shipped scenario, else of the file; its path stands in run.log.json */
  scenario_file: string;
  /** SHA-256 of its files and overrides */
  scenario_hash: string;
  /** as given with --set */
  overrides: string[];
  /** of shocks, in the order of the files */
  groups: string[];
  /** regions that tables and page show */
  report: ReportUsed;
  /** what was solved on */
  database: DatabaseSource;
  /** what was given and what was found */
  closure: ClosureUsed;
  /** by what */
  solver: SolverUsed;
  /** how well */
  certificate: CertificateOfRun;
  /** of the decomposition of EV */
  welfare: WelfareCheck;
  /** of the parts of EV in welfare.csv */
  headings: WelfareHeading[];
  /** what a reader must know, in sentences; absent where there is nothing */
  warnings?: string[];
  /** share of the shock that this result carries, from 0 to 1; absent where it carries all */
  partial?: number;
  /** quotas, ceilings and floors */
  rules?: RuleUsed[];
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
}

export interface OriginFile {
  /** as the file says */
  name: string;
  /** name of a shipped file, else of the file; its path stands in run.log.json */
  file: string;
  /** SHA-256 of the file */
  hash: string;
}

export interface DesignUsed {
  /** grid, list, random, … */
  kind: string;
  /** of designs that draw */
  draws?: number;
  /** of the draws */
  seed?: number;
  /** whether shares of the variance are measured by further runs */
  variance_shares?: boolean;
}

export interface UncertainNumber {
  /** as in the file */
  name: string;
  /** in words */
  distribution: string;
  /** its centre */
  central: number;
  /** its expectation */
  mean: number;
  /** its standard deviation */
  sd: number;
}

export interface CorrelatedPair {
  /** of the two numbers */
  names: string[];
  /** of the numbers */
  correlation: number;
  /** of the normal variates from which they are drawn */
  of_normals: number;
}

export interface RunCount {
  /** runs, the central one included */
  all: number;
  /** without a certified solution */
  failed: number;
  /** more, and there are no statistics */
  allowed_failures_per_cent: number;
}

export interface SensitivityManifest {
  /** what this file is */
  format: { name: "sensitivity"; version: 2 };
  /** the analysis's file */
  study: OriginFile;
  /** name, or name of its file */
  scenario: string;
  /** SHA-256 of its files */
  scenario_hash: string;
  /** fixed overrides */
  set: string[];
  /** regions that the page shows */
  report: ReportUsed;
  /** what was solved on */
  database: DatabaseSource;
  /** names of the results that are kept */
  results: string[];
  /** largest of all certified points */
  max_scaled_residual: number;
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
  /** how numbers are drawn */
  design: DesignUsed;
  /** that are uncertain */
  numbers: UncertainNumber[];
  /** between them */
  correlations: CorrelatedPair[];
  /** how many */
  runs: RunCount;
}

export interface PointCount {
  /** points */
  all: number;
  /** without a certified solution */
  failed: number;
}

export interface SweepManifest {
  /** what this file is */
  format: { name: "sweep"; version: 2 };
  /** the sweep's file */
  sweep: OriginFile;
  /** name, or name of its file */
  scenario: string;
  /** SHA-256 of its files */
  scenario_hash: string;
  /** fixed overrides */
  set: string[];
  /** regions that the page shows */
  report: ReportUsed;
  /** what was solved on */
  database: DatabaseSource;
  /** names of the results that are kept */
  results: string[];
  /** largest of all certified points */
  max_scaled_residual: number;
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
  /** how points are made */
  design: DesignUsed;
  /** what differs between points */
  axes: string[];
  /** how many */
  points: PointCount;
}

export interface ValuesManifest {
  /** what this file is */
  format: { name: "values"; version: 1 };
  /** its name */
  scenario: string;
  /** name of a shipped scenario, else of the file; its path stands in run.log.json */
  scenario_file: string;
  /** SHA-256 of its files and overrides */
  scenario_hash: string;
  /** as given with --set */
  overrides: string[];
  /** what was solved on */
  database: DatabaseSource;
  /** that are differentiated; of values the regions whose EV is */
  results: string[];
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
}

export interface OptimumManifest {
  /** what this file is */
  format: { name: "optimum"; version: 2 };
  /** its name */
  policy: string;
  /** in words */
  title: string;
  /** name of a shipped policy, else of the file; its path stands in run.log.json */
  policy_file: string;
  /** SHA-256 of the file */
  policy_hash: string;
  /** in which it is chosen */
  scenario: string;
  /** of the scenario */
  overrides: string[];
  /** what was solved on */
  database: DatabaseSource;
  /** how many have room */
  instruments: number;
  /** how many have none */
  idle_instruments: number;
  /** how many */
  constraints: number;
  /** of Setu and its libraries */
  versions: Record<string, string>;
  /** versions of the other files' formats */
  formats: Record<string, number>;
  /** its name */
  objective: string;
  /** empty for a plain number */
  objective_unit: string;
  /** of constraints, in sentences */
  prices: string[];
  /** the optimum */
  best: PolicyPoint;
  /** where each search ended */
  starts: PolicyPoint[];
  /** the optimum by the other method */
  check?: PolicyPoint;
  /** of the two methods, relative to the ranges of the instruments */
  disagreement?: number;
}

export interface RunLog {
  /** what this file is */
  format: { name: "run.log"; version: 1 };
  /** when, in universal time */
  written: string;
  /** name of the machine */
  host: string;
  /** working directory of the command */
  folder: string;
  /** that the command could use */
  threads: number;
  /** of the files that were read: scenario, policy, sweep, database, … */
  paths: Record<string, string>;
  /** solve, total, … */
  seconds: Record<string, number>;
  /** of the command, 10^6 bytes */
  peak_memory_mb: number;
}

export interface TablesContents {
  /** what this file is */
  format: { name: "tables-folder"; version: 2 };
  /** csv, xlsx, latex */
  written: string[];
  /** of the result */
  facts: Record<string, string>;
}

export interface Table {
  /** names its file and sheet */
  id: string;
  /** above it */
  title: string;
  /** of the columns that have none of their own */
  unit: string;
  /** with the first, which holds words */
  columns: TableColumn[];
  /** in the order in which they are shown */
  rows: TableRow[];
  /** below it */
  notes: string[];
}

export interface TableColumn {
  /** what stands in it */
  title: string;
  /** empty: the table's own */
  unit: string;
  /** after the point, where numbers are printed */
  digits: number;
  /** a heading above this column and its neighbours with the same one */
  span: string;
  /** the heading of text tables where it is not title, unit */
  print: string;
  /** whether it holds words */
  words: boolean;
}

export interface TableRow {
  /** one a column, the first in words */
  cells: (string | number | null)[];
  /** 1: a part of the row above */
  level: number;
  /** a line across the table before this row */
  rule: boolean;
}

export interface Tables {
  /** what this file is */
  format: { name: "tables"; version: 2 };
  /** the scenario's */
  title: string;
  /** of the result */
  tables: Table[];
}
