// What there is to have of one result for every amount of another, its price, and the instruments along it.
import { axis, grid, legend } from "./chart_parts";
import { digitsFor, type Frontier } from "./data";
import { element, figure, sortableTable } from "./figure";
import { curves, digitsAlong, kFirstRegion, kPoint, priceName, priceOf, stepOf, x, y } from "./frontier_curve";
import { instruments } from "./frontier_instruments";
import { below, gridBelow, numberOr, policyFacts, policyHead, significant, withUnit, type Row } from "./policy_parts";
import { number } from "../shared/number";
import { lines } from "../shared/tooltip";

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
          lines(
            `point ${String(rows[at.dataIndex]?.[kPoint])}`,
            `${m.against}: ${number(at.value[0], dx)} ${m.against_unit}`,
            `price: ${significant(at.value[1])}`,
          ),
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
          lines(
            `${at.seriesName}: ${number(at.value[1], digits)} US$ million`,
            `${m.against}: ${number(at.value[0], dx)} ${m.against_unit}`,
          ),
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
