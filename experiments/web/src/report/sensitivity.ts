// How sure the results are: intervals, gains, where the variance comes from.
import { axis, facts, grid, headline, labels, legend, tooltip } from "./chart_parts";
import { digitsFor, numberAt, resultName, valueOf, type PointsManifest, type PointsTable, type Run, type Study } from "./data";
import { chooser, element, figure, forgetCharts, sortableTable, type Table } from "./figure";
import { number } from "../shared/number";

type Row = (string | number | null)[];
type Get = (row: Row, column: string) => number | null;

export const unitOf = (variable: string) => (variable === "EV" ? "US$ million" : "% change, levels in their own unit");
const share = (value: number | null) => (value === null ? null : 100 * value);

/** The rows of one variable's results, which stand in the first column. */
const rowsOf = (table: PointsTable, variable: string) => table.rows.filter((row) => resultName(String(row[0])).variable === variable);
const elementOf = (row: Row) => resultName(String(row[0])).element;

/** Low, quarter, middle, quarter, high: the 95 % interval, of quadratures Chebyshev's with a standard deviation on each side. */
function box(row: Row, get: Get): (number | null)[] {
  const mean = get(row, "mean") ?? 0,
    sd = get(row, "sd") ?? 0,
    wide = Math.sqrt(20) * sd;
  if (get(row, "q50") === null) return [mean - wide, mean - sd, mean, mean + sd, mean + wide];
  return ["q2.5", "q25", "q50", "q75", "q97.5"].map((column) => get(row, column));
}

/** Boxes by element, with `dot`, and the table of all of it. */
function intervals(
  section: HTMLElement,
  name: string,
  caption: string,
  variable: string,
  study: Study,
  dot: { name: string; value: (row: Row) => number | null },
): void {
  const rows = rowsOf(study.statistics, variable),
    get: Get = (row, column) => numberAt(study.statistics, row, column);
  const boxes = rows.map((row) => box(row, get)),
    digits = digitsFor(boxes.flat());
  const drawn = rows.some((row) => get(row, "q50") !== null),
    range = drawn ? "95 % interval" : "mean ± 4.5 s.d.";
  const table: Table = {
    caption,
    columns: [
      "",
      dot.name,
      "mean",
      "std. dev.",
      ...(drawn ? ["2.5 %", "25 %", "median", "75 %", "97.5 %", "above 0, %"] : ["mean − 4.5 s.d.", "mean + 4.5 s.d."]),
    ],
    digits: [0, digits, digits, digits, ...(drawn ? [digits, digits, digits, digits, digits, 1] : [digits, digits])],
    rows: rows.map((row, at) => [
      elementOf(row),
      dot.value(row),
      get(row, "mean"),
      get(row, "sd"),
      ...(drawn ? [...(boxes[at] ?? []), share(get(row, "p_positive"))] : [boxes[at]?.[0] ?? null, boxes[at]?.[4] ?? null]),
    ]),
  };
  figure(
    section,
    name,
    360,
    {
      legend: legend(),
      grid,
      xAxis: labels(rows.map(elementOf), rows.length > 20 ? 60 : 0),
      yAxis: axis(unitOf(variable)),
      tooltip: { trigger: "item", valueFormatter: (value: unknown) => number(typeof value === "number" ? value : null, digits) },
      series: [
        { type: "boxplot", name: range, data: boxes, itemStyle: { color: "rgba(84,112,198,0.35)", borderColor: "#5470c6" } },
        { type: "scatter", name: dot.name, symbol: "diamond", symbolSize: 9, data: rows.map(dot.value), itemStyle: { color: "#cf222e" } },
      ],
    },
    table,
    true,
  );
}

function gains(section: HTMLElement, study: Study, variable: string): void {
  const rows = rowsOf(study.statistics, variable),
    get: Get = (row, column) => numberAt(study.statistics, row, column);
  if (rows.every((row) => get(row, "p_positive") === null)) return;
  section.append(element("h3", variable === "EV" ? "How often a region gains" : `How often ${variable} is above zero`));
  figure(
    section,
    `above_zero_${variable}`,
    280,
    {
      tooltip,
      grid,
      xAxis: labels(rows.map(elementOf), rows.length > 20 ? 60 : 0),
      yAxis: { ...axis("% of the draws"), min: 0, max: 100 },
      series: [{ type: "bar", name: "above zero", data: rows.map((row) => share(get(row, "p_positive"))) }],
    },
    {
      caption: `Share of draws in which ${variable} is above zero, %`,
      columns: ["", "above 0, %", "std. error"],
      digits: [0, 1, 1],
      rows: rows.map((row) => [elementOf(row), share(get(row, "p_positive")), share(get(row, "p_positive_se"))]),
    },
  );
}

function variance(section: HTMLElement, study: Study, variable: string): void {
  const rows = rowsOf(study.shares, variable),
    get: Get = (row, column) => numberAt(study.shares, row, column);
  if (rows.length === 0) return;
  const measured = rows.some((row) => get(row, "first") !== null),
    column = measured ? "first" : "linear";
  const names = [...new Set(rows.map(elementOf))],
    sources = [...new Set(rows.map((row) => String(row[1])))];
  const of = (name: string, source: string) => rows.find((row) => elementOf(row) === name && row[1] === source);
  section.append(
    element("h3", "Where the variance comes from"),
    element(
      "p",
      measured
        ? "Own: what knowing this number would take away from the variance. " +
            "With interactions: what would be left if all the others were known."
        : "By a linear approximation; the last column says how much of the variance it explains.",
      "note",
    ),
  );
  const value = (name: string, source: string) => {
    const row = of(name, source);
    return row === undefined ? null : share(get(row, column));
  };
  figure(
    section,
    `variance_${variable}`,
    320,
    {
      legend: legend(),
      tooltip,
      grid,
      xAxis: labels(names, names.length > 20 ? 60 : 0),
      yAxis: axis("% of the variance"),
      series: sources.map((source) => ({ type: "bar", stack: "all", name: source, data: names.map((name) => value(name, source)) })),
    },
    {
      caption: `${variable}: variance by source, %`,
      digits: [0, 0, ...(measured ? [1, 1, 1, 1] : [1, 1]), 1],
      columns: [
        "",
        "numbers",
        ...(measured ? ["own", "std. error", "with interactions", "std. error"] : ["linear", "std. error"]),
        "linear in all",
      ],
      rows: rows.map((row) => [
        elementOf(row),
        String(row[1]),
        ...(measured ? ["first", "first_se", "total", "total_se"] : ["linear", "linear_se"]).map((c) => share(get(row, c))),
        share(get(row, "linear_in_all")),
      ]),
    },
  );
}

/** The rows that every manifest of points has. */
export const origin = (m: PointsManifest, file: { file: string; hash: string }): [string, string][] => [
  ["file", file.file],
  ["hash of the file", file.hash],
  ["scenario", m.scenario],
  ["overrides", m.set.join(", ") || "none"],
  ["database", m.database.name],
  ["database hash", m.database.hash],
  [
    "design",
    Object.entries(m.design)
      .map(([key, value]) => `${key} ${String(value)}`)
      .join(", "),
  ],
  ["largest scaled residual", m.max_scaled_residual.toExponential(1)],
  [
    "versions",
    Object.entries(m.versions)
      .map(([k, v]) => `${k} ${v}`)
      .join("; "),
  ],
];

export function sensitivitySection(section: HTMLElement, study: Study): void {
  const m = study.manifest,
    variables = [...new Set(study.statistics.rows.map((row) => resultName(String(row[0])).variable))];
  const place = element("div");
  const show = (variable: string) => {
    forgetCharts(place);
    place.replaceChildren();
    intervals(place, `intervals_${variable}`, `${variable} over the draws, ${unitOf(variable)}`, variable, study, {
      name: "central",
      value: (row) => numberAt(study.statistics, row, "central"),
    });
    gains(place, study, variable);
    variance(place, study, variable);
  };
  section.append(
    headline(study.headline),
    chooser("Result", variables, 0, (at) => {
      show(variables[at] ?? "");
    }),
    place,
  );
  show(variables[0] ?? "");
  section.append(
    element("h3", "Uncertain numbers"),
    sortableTable({
      caption: "Uncertain numbers and their distributions",
      columns: ["number", "distribution", "central", "mean", "std. dev."],
      digits: [0, 0, 4, 4, 4],
      rows: m.numbers.map((x) => [x.name, x.distribution, x.central, x.mean, x.sd]),
    }),
  );
  if (study.failed.rows.length > 0)
    section.append(
      element("h3", "Failed runs"),
      sortableTable({
        caption: "Runs without a certified solution; they are left out",
        columns: study.failed.columns,
        digits: study.failed.columns.map((_, at) => (at < 1 ? 0 : 4)),
        rows: study.failed.rows,
      }),
    );
  facts(
    section,
    [...origin(m, m.study), ["runs", `${number(m.runs.all, 0)}, ${number(m.runs.failed, 0)} failed`]],
    `setu sensitivity ${m.study.file} --database ${m.database.name}`,
  );
}

/** Whether the draws of `study` are around the very question of `run`. */
function sameQuestion(run: Run, study: Study): boolean {
  const r = run.manifest,
    s = study.manifest;
  return (
    r.scenario_hash === s.scenario_hash && r.database.hash === s.database.hash && JSON.stringify(r.overrides) === JSON.stringify(s.set)
  );
}

/** EV of `run` with the intervals of the analyses that stand beside it. */
export function besideRun(section: HTMLElement, run: Run, studies: Study[]): void {
  for (const study of studies) {
    if (!sameQuestion(run, study)) {
      section.append(
        element(
          "p",
          `The sensitivity analysis ${study.folder} is of another scenario, database or other overrides than ${run.folder}, ` +
            "so its intervals are not put beside it.",
          "note",
        ),
      );
    } else if (rowsOf(study.statistics, "EV").length > 0) {
      section.append(element("h3", "How sure it is"));
      intervals(
        section,
        "welfare_intervals",
        `Equivalent variation of ${run.folder} and its interval over the draws of ${study.folder}, US$ million`,
        "EV",
        study,
        { name: run.folder, value: (row) => valueOf(run, elementOf(row), "EV", "US$ million") },
      );
    }
  }
}
