// What best policies, frontiers and games have in common.
import { axis, facts, grid, headline, labels, legend } from "./chart_parts";
import { number, significant as counting } from "../shared/number";
import { lines } from "../shared/tooltip";
import { digitsFor, type PointsTable, type PolicyManifest } from "./data";
import { figure, ink } from "./figure";

export type Row = (string | number | null)[];

/** "EV(IND), US$ million". */
export const withUnit = (name: string, unit: string) => (unit === "" ? name : `${name}, ${unit}`);
export const unitName = (unit: string) => (unit === "%" ? "per cent" : unit === "" ? "in its own unit" : unit);
/** A price or the like, which may not exist, by digits that count. */
export const significant = (value: number | null, digits = 3) => (value === null ? "–" : counting(value, digits));
/** Rates need two digits after the point, US$ million those of their size. */
export const digitsOf = (unit: string, values: (number | null)[]) => (unit === "%" ? 2 : Math.min(3, digitsFor(values)));
export const numberOr = (cell: string | number | null | undefined) => (typeof cell === "number" ? cell : null);

export function policyHead(section: HTMLElement, title: string, sentences: string[]): void {
  if (title !== "") {
    const line = document.createElement("p");
    line.textContent = title;
    section.append(line);
  }
  section.append(headline(sentences));
}

/** An axis with its name in the middle below it, on any scale; names longer than the chart are cut with an ellipsis. */
export const below = (name: string) => ({
  ...axis(name),
  scale: true,
  nameLocation: "middle",
  nameGap: 28,
  nameTextStyle: { color: ink(), align: "center" },
});
/** Room for a name below. */
export const gridBelow = { ...grid, bottom: 35, right: 30 };

/** Dots of several states, one line for each instrument, over the range that it may have. */
export function dots(
  section: HTMLElement,
  file: string,
  caption: string,
  unit: string,
  names: string[],
  ranges: [least: number, most: number][],
  states: { name: string; values: (number | null)[] }[],
  table: { columns: string[]; rows: Row[]; digits: number[] },
): void {
  const symbols = ["diamond", "circle", "triangle", "rect"],
    digits = digitsOf(
      unit,
      states.flatMap((state) => state.values),
    );
  figure(
    section,
    file,
    110 + 24 * names.length,
    {
      legend: legend(),
      grid: { ...gridBelow, top: 40 },
      xAxis: { ...below(unitName(unit)), scale: false, ...(ranges.every(([least]) => least > -1e-9) ? { min: 0 } : {}) },
      yAxis: { ...labels(names), inverse: true },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        confine: true,
        formatter: (at: { dataIndex: number }[]) => {
          const k = at[0]?.dataIndex ?? 0,
            [least, most] = ranges[k] ?? [0, 0];
          return lines(
            names[k] ?? "",
            ...states.map((state) => `${state.name}: ${number(state.values[k] ?? null, digits)} ${unit}`),
            `may be ${number(least, digits)} to ${number(most, digits)} ${unit}`,
          );
        },
      },
      series: [
        { type: "bar", stack: "range", silent: true, itemStyle: { color: "transparent" }, data: ranges.map(([least]) => least) },
        {
          type: "bar",
          stack: "range",
          name: "range",
          silent: true,
          barWidth: 6,
          itemStyle: { color: "rgba(128,138,150,0.35)" },
          data: ranges.map(([least, most]) => most - least),
        },
        ...states.map((state, at) => ({
          type: "scatter",
          name: state.name,
          symbol: symbols[at % symbols.length],
          symbolSize: 16 - 3 * at,
          clip: false,
          itemStyle: { opacity: 1 },
          z: 5 + at,
          data: state.values.map((value, k) => [value, k]),
        })),
      ],
    },
    { caption, ...table },
    true,
  );
}

/** EV of all regions in several states, from the rows of a table. */
export function welfare(section: HTMLElement, file: string, rows: Row[], states: { name: string; at: number }[], against: number): void {
  const regions = rows.map((row) => String(row[0]).replace(/^EV\((.*)\)$/, "$1"));
  const digits = digitsFor(rows.flatMap((row) => states.map((state) => numberOr(row[state.at]))));
  const change = (row: Row, at: number) => {
    const now = numberOr(row[at]),
      before = numberOr(row[against]);
    return now === null || before === null ? null : now - before;
  };
  const others = states.filter((state) => state.at !== against);
  figure(
    section,
    file,
    320,
    {
      legend: legend(),
      grid,
      xAxis: labels(regions, regions.length > 8 ? 60 : 0),
      yAxis: axis("US$ million"),
      tooltip: {
        trigger: "axis",
        confine: true,
        valueFormatter: (value: unknown) => number(typeof value === "number" ? value : null, digits),
      },
      series: states.map((state) => ({ type: "bar", name: state.name, data: rows.map((row) => numberOr(row[state.at])) })),
    },
    {
      caption: "Equivalent variation of all regions, US$ million",
      columns: ["", ...states.map((state) => state.name), ...others.map((state) => `change to ${state.name}`)],
      digits: [0, ...states.map(() => digits), ...others.map(() => digits)],
      rows: rows.map((row, at) => [
        regions[at] ?? "",
        ...states.map((state) => numberOr(row[state.at])),
        ...others.map((state) => change(row, state.at)),
      ]),
    },
  );
}

/** The rows of EV that stand below the first `skip` rows. */
export const welfareRows = (table: PointsTable, skip: number) => table.rows.slice(skip).filter((row) => String(row[0]).startsWith("EV("));

export function policyFacts(section: HTMLElement, m: PolicyManifest, command: string, rows: [string, string][]): void {
  facts(
    section,
    [
      ["policy", m.policy_file],
      ["hash of the file", m.policy_hash],
      ["scenario", m.scenario],
      ["overrides", m.overrides.join(", ") || "none"],
      ["database", m.database.name],
      ["database hash", m.database.hash],
      ...rows,
      ["instruments without room", String(m.idle_instruments)],
      [
        "versions",
        Object.entries(m.versions)
          .map(([name, version]) => `${name} ${version}`)
          .join("; "),
      ],
    ],
    `setu ${command} ${m.policy_file} --database ${m.database.name}`,
  );
}
