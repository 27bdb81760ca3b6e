// What there is to have of one result for every amount of another, its price, and the instruments along it.
import { axis, grid, labels, legend } from "./chart_parts";
import { digitsFor, type Frontier } from "./data";
import { element, figure, ink, sortableTable } from "./figure";
import { below, digitsOf, gridBelow, numberOr, policyFacts, policyHead, significant, withUnit, type Row } from "./policy_parts";
import { number } from "../shared/number";

/** Places of the columns of frontier.csv. */
const kPoint = 0,
  kObjective = 1,
  kAgainst = 2,
  kPrice = 3,
  kFirstRegion = 4;
const x = (row: Row) => numberOr(row[kAgainst]),
  y = (row: Row) => numberOr(row[kObjective]);

const axesOf = ({ manifest: m }: Frontier) => [m.objective, m.objective_unit, m.against, m.against_unit, m.less_is_better].join("\n");

/** Frontiers with the same axes, where there are several. */
export function overlaid(frontiers: Frontier[]): Frontier[][] {
  const groups = new Map<string, Frontier[]>();
  for (const frontier of frontiers) groups.set(axesOf(frontier), [...(groups.get(axesOf(frontier)) ?? []), frontier]);
  return [...groups.values()].filter((group) => group.length > 1);
}

function digitsAlong(rows: Row[]): [number, number] {
  return [digitsFor(rows.map(x)), digitsFor(rows.map(y))];
}

/** What the pointer shows of a point. */
function tip({ manifest: m }: Frontier, row: Row, [dx, dy]: [number, number]): string {
  return [
    `point ${String(row[kPoint])}`,
    `${m.objective}: ${number(y(row), dy)} ${m.objective_unit}`,
    `${m.against}: ${number(x(row), dx)} ${m.against_unit}`,
    `price: ${significant(priceOf(row))}`,
  ].join("<br>");
}

const stepOf = (unit: string) => (unit === "" ? "unit" : unit === "%" ? "percentage point" : unit);
/** What one unit more (or less) of `against` costs of the objective; nothing at the first point, of which nothing is demanded. */
const priceOf = (row: Row) => {
  const shadow = numberOr(row[kPrice]);
  return shadow === null ? null : Math.abs(shadow);
};
const priceName = ({ manifest: m }: Frontier) =>
  `${withUnit(m.objective, m.objective_unit)}, for one ${stepOf(m.against_unit)} ${m.less_is_better ? "less" : "more"} of ${m.against}`;

function curves(group: Frontier[]) {
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
          ? `status quo<br>${m?.objective ?? ""}: ${number(at.value[1], digits[1])} ${m?.objective_unit ?? ""}<br>${m?.against ?? ""}: ${number(at.value[0], digits[0])} ${m?.against_unit ?? ""}`
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

function price(section: HTMLElement, frontier: Frontier): void {
  const { points, manifest: m } = frontier,
    [dx] = digitsAlong(points.rows),
    rows = points.rows.filter((row) => priceOf(row) !== null);
  section.append(
    element("h3", "What a concession costs"),
    element(
      "p",
      `The price of one ${stepOf(m.against_unit)} ${m.less_is_better ? "less" : "more"} of ${m.against}: the slope of the frontier.`,
      "note",
    ),
  );
  figure(
    section,
    "price",
    300,
    {
      grid: gridBelow,
      xAxis: below(withUnit(m.against, m.against_unit)),
      yAxis: axis(m.objective_unit === "" ? m.objective : `${m.objective_unit} of ${m.objective}`),
      tooltip: {
        trigger: "item",
        confine: true,
        formatter: (at: { dataIndex: number; value: [number, number] }) =>
          `point ${String(rows[at.dataIndex]?.[kPoint])}<br>${m.against}: ${number(at.value[0], dx)} ${m.against_unit}<br>price: ${significant(at.value[1])}`,
      },
      series: [
        {
          type: "line",
          name: "price",
          symbol: "circle",
          symbolSize: 6,
          showAllSymbol: true,
          data: rows.map((row) => [x(row), priceOf(row)]),
        },
      ],
    },
    {
      caption: `The price: ${priceName(frontier)}`,
      columns: ["point", m.against, "price"],
      digits: [0, dx, 4],
      rows: rows.map((row) => [row[kPoint] ?? null, x(row), priceOf(row)]),
    },
  );
}

/** Where each instrument stands in its range, 0 at its lower end and 100 at its upper, over the points. */
function instruments(section: HTMLElement, { points, manifest: m }: Frontier): void {
  const { controls } = m,
    firstControl = points.columns.length - controls.length,
    [dx] = digitsAlong(points.rows);
  const value = (row: Row, k: number) => numberOr(row[firstControl + k]);
  const columns = ["status quo", ...points.rows.map((row) => String(row[kPoint]))];
  const at = (column: number, k: number) => (column === 0 ? (controls[k]?.status_quo ?? null) : value(points.rows[column - 1] ?? [], k));
  const cells = columns.flatMap((_, column) =>
    controls.flatMap(({ least, most }, k) => {
      const here = at(column, k);
      return here === null ? [] : [[column, k, (100 * (here - least)) / (most - least)]];
    }),
  );
  section.append(
    element("h3", "The instruments along it"),
    element(
      "p",
      `Colour: where an instrument stands in the range that it may have. Points go from the best of ${m.objective} (1) to the best of ${m.against} (${String(points.rows.at(-1)?.[kPoint] ?? "")}).`,
      "note",
    ),
  );
  figure(
    section,
    "instruments",
    120 + 22 * controls.length,
    {
      grid: { left: 5, right: 15, top: 10, bottom: 75, containLabel: true },
      xAxis: {
        ...labels(columns),
        axisLabel: { color: ink(), hideOverlap: true },
        name: "point",
        nameLocation: "middle",
        nameGap: 26,
        nameTextStyle: { color: ink() },
      },
      yAxis: { ...labels(controls.map((each) => each.name)), inverse: true },
      tooltip: {
        confine: true,
        formatter: ({ value: [column, k] }: { value: [number, number, number] }) => {
          const control = controls[k],
            row = points.rows[column - 1],
            shown = (amount: number | null) => `${number(amount, digitsOf(control?.unit ?? "", [amount]))} ${control?.unit ?? ""}`;
          return [
            control?.name ?? "",
            `${shown(at(column, k))}, of ${shown(control?.least ?? null)} to ${shown(control?.most ?? null)}`,
            row === undefined ? "status quo" : `point ${String(row[kPoint])}: ${m.against} ${number(x(row), dx)} ${m.against_unit}`,
          ].join("<br>");
        },
      },
      visualMap: {
        min: 0,
        max: 100,
        dimension: 2,
        orient: "horizontal",
        left: "center",
        bottom: 0,
        itemHeight: 120,
        precision: 0,
        text: ["upper end", "lower end"],
        textStyle: { color: ink() },
        inRange: { color: ["#f7fbff", "#9ecae1", "#4292c6", "#084594"] },
      },
      series: [{ type: "heatmap", data: cells, itemStyle: { borderWidth: 0.5, borderColor: "rgba(128,138,150,0.4)" } }],
    },
    {
      caption: "The instruments along the frontier, rates in per cent",
      columns: ["", "unit", "least", "most", ...columns.map((name, column) => (column === 0 ? name : `point ${name}`))],
      digits: [
        0,
        0,
        ...Array<number>(columns.length + 2).fill(
          digitsOf(
            controls.every((each) => each.unit === "%") ? "%" : "",
            controls.map((each) => each.most),
          ),
        ),
      ],
      rows: controls.map((each, k) => [each.name, each.unit, each.least, each.most, ...columns.map((_, column) => at(column, k))]),
    },
  );
}

function everybody(section: HTMLElement, { points, manifest: m }: Frontier): void {
  const regions = points.columns.slice(kFirstRegion, points.columns.length - m.controls.length),
    [dx] = digitsAlong(points.rows);
  const ev = (row: Row, at: number) => numberOr(row[kFirstRegion + at]),
    digits = digitsFor(points.rows.flatMap((row) => regions.map((_, at) => ev(row, at))));
  section.append(element("h3", "All regions along it"));
  figure(
    section,
    "regions",
    400,
    {
      legend: legend(),
      grid: { ...gridBelow, top: grid.top },
      xAxis: below(withUnit(m.against, m.against_unit)),
      yAxis: axis("EV, US$ million"),
      tooltip: {
        trigger: "item",
        confine: true,
        formatter: (at: { seriesName: string; value: [number, number] }) =>
          `${at.seriesName}: ${number(at.value[1], digits)} US$ million<br>${m.against}: ${number(at.value[0], dx)} ${m.against_unit}`,
      },
      series: regions.map((name, at) => ({
        type: "line",
        name: name.replace(/^EV\((.*)\)$/, "$1"),
        symbolSize: 5,
        data: points.rows.map((row) => [x(row), ev(row, at)]),
      })),
    },
    {
      caption: "Equivalent variation of all regions along the frontier, US$ million",
      columns: ["point", m.against, ...regions],
      digits: [0, dx, ...regions.map(() => digits)],
      rows: points.rows.map((row) => [row[kPoint] ?? null, x(row), ...regions.map((_, at) => ev(row, at))]),
    },
  );
}

export function frontierSection(section: HTMLElement, frontier: Frontier): void {
  const { points, manifest: m } = frontier,
    digits = digitsAlong(points.rows);
  policyHead(section, m.title, frontier.headline);
  figure(
    section,
    "frontier",
    440,
    curves([frontier]),
    {
      caption: `${withUnit(m.objective, m.objective_unit)}, against ${withUnit(m.against, m.against_unit)}`,
      columns: ["point", m.against, m.objective, "price"],
      digits: [0, ...digits, 4],
      rows: [
        ...points.rows.map((row): Row => [row[kPoint] ?? null, x(row), y(row), priceOf(row)]),
        ["status quo", m.status_quo.against, m.status_quo.objective, null],
      ],
    },
    true,
  );
  price(section, frontier);
  instruments(section, frontier);
  everybody(section, frontier);
  section.append(
    element("h3", "Certificate"),
    sortableTable({
      caption: "Each point is certified as a local optimum",
      columns: ["point", "equilibrium", "conditions of an optimum", "violation", "free directions", "second order"],
      digits: [0, 0, 0, 0, 0, 0],
      rows: m.points.map((point, at) => [
        points.rows[at]?.[kPoint] ?? null,
        point.equilibrium_residual.toExponential(1),
        point.kkt.stationarity.toExponential(1),
        point.kkt.violation.toExponential(1),
        point.kkt.free_directions,
        point.kkt.second_order ? "no direction improves" : "not shown",
      ]),
    }),
  );
  if (m.missing.length > 0) {
    const list = element("ul");
    list.append(...m.missing.map((reason) => element("li", reason)));
    section.append(element("h3", "Missing points"), list);
  }
  policyFacts(section, m, "frontier", [["points", String(points.rows.length)]]);
}
