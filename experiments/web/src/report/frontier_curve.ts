// The curve of what there is to have of one result for every amount of another, and frontiers together.
import { axis, legend } from "./chart_parts";
import { digitsFor, type Frontier } from "./data";
import { figure } from "./figure";
import { below, gridBelow, numberOr, significant, withUnit, type Row } from "./policy_parts";
import { number } from "../shared/number";
import { lines } from "../shared/tooltip";

/** Places of the columns of frontier.csv. */
export const kPoint = 0,
  kFirstRegion = 4;
const kObjective = 1,
  kAgainst = 2,
  kPrice = 3;
export const x = (row: Row) => numberOr(row[kAgainst]),
  y = (row: Row) => numberOr(row[kObjective]);

const axesOf = ({ manifest: m }: Frontier) => [m.objective, m.objective_unit, m.against, m.against_unit, m.less_is_better].join("\n");

/** Frontiers with the same axes, where there are several. */
export function overlaid(frontiers: Frontier[]): Frontier[][] {
  const groups = new Map<string, Frontier[]>();
  for (const frontier of frontiers) groups.set(axesOf(frontier), [...(groups.get(axesOf(frontier)) ?? []), frontier]);
  return [...groups.values()].filter((group) => group.length > 1);
}

export function digitsAlong(rows: Row[]): [number, number] {
  return [digitsFor(rows.map(x)), digitsFor(rows.map(y))];
}

/** What the pointer shows of a point. */
function tip({ manifest: m }: Frontier, row: Row, [dx, dy]: [number, number]): string {
  return lines(
    `point ${String(row[kPoint])}`,
    `${m.objective}: ${number(y(row), dy)} ${m.objective_unit}`,
    `${m.against}: ${number(x(row), dx)} ${m.against_unit}`,
    `price: ${significant(priceOf(row))}`,
  );
}

export const stepOf = (unit: string) => (unit === "" ? "unit" : unit === "%" ? "percentage point" : unit);
/** What one unit more (or less) of `against` costs of the objective; nothing at the first point, of which nothing is demanded. */
export const priceOf = (row: Row) => {
  const shadow = numberOr(row[kPrice]);
  return shadow === null ? null : Math.abs(shadow);
};
export const priceName = ({ manifest: m }: Frontier) =>
  `${withUnit(m.objective, m.objective_unit)}, for one ${stepOf(m.against_unit)} ${m.less_is_better ? "less" : "more"} of ${m.against}`;

export function curves(group: Frontier[]) {
  const [first] = group,
    rows = group.flatMap((each) => each.points.rows),
    digits = digitsAlong(rows),
    m = first?.manifest;
  const quo = [
    ...new Map(
      group.map(({ manifest }) => [
        `${manifest.status_quo.against} ${manifest.status_quo.objective}`,
        [manifest.status_quo.against, manifest.status_quo.objective],
      ]),
    ).values(),
  ];
  return {
    legend: legend(),
    grid: gridBelow,
    xAxis: below(m === undefined ? "" : withUnit(m.against, m.against_unit)),
    yAxis: { ...axis(m === undefined ? "" : withUnit(m.objective, m.objective_unit)), scale: true },
    tooltip: {
      trigger: "item",
      confine: true,
      formatter: (at: { seriesIndex: number; dataIndex: number; value: [number, number] }) => {
        const frontier = group[at.seriesIndex],
          row = frontier?.points.rows[at.dataIndex];
        return frontier === undefined || row === undefined
          ? lines(
              "status quo",
              `${m?.objective ?? ""}: ${number(at.value[1], digits[1])} ${m?.objective_unit ?? ""}`,
              `${m?.against ?? ""}: ${number(at.value[0], digits[0])} ${m?.against_unit ?? ""}`,
            )
          : tip(frontier, row, digits);
      },
    },
    series: [
      ...group.map((each) => ({
        type: "line",
        name: group.length > 1 ? each.folder : "frontier",
        symbol: "circle",
        symbolSize: 7,
        showAllSymbol: true,
        data: each.points.rows.map((row) => [x(row), y(row)]),
      })),
      { type: "scatter", name: "status quo", symbol: "diamond", symbolSize: 14, itemStyle: { color: "#cf222e" }, data: quo },
    ],
  };
}

export function togetherSection(section: HTMLElement, group: Frontier[]): void {
  const [first] = group;
  if (first === undefined) return;
  const m = first.manifest,
    digits = digitsAlong(group.flatMap((each) => each.points.rows));
  figure(
    section,
    "frontiers",
    440,
    curves(group),
    {
      caption: `${withUnit(m.objective, m.objective_unit)}, against ${withUnit(m.against, m.against_unit)}`,
      columns: ["frontier", "point", m.against, m.objective, "price"],
      digits: [0, 0, ...digits, 4],
      rows: group.flatMap((each) => each.points.rows.map((row) => [each.folder, row[kPoint] ?? null, x(row), y(row), priceOf(row)])),
    },
    true,
  );
}
