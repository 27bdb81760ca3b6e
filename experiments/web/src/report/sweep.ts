// Results against what was varied: lines for one axis, a map for two, dots for points that are no grid.
import { axis, facts, grid, headline, labels, legend } from "./chart_parts";
import { digitsFor, numberAt, resultName, type Sweep } from "./data";
import { chooser, element, figure, forgetCharts, ink, sortableTable } from "./figure";
import { origin, unitOf } from "./sensitivity";
import { number, upTo } from "../shared/number";
import { lines } from "../shared/tooltip";

type Row = (string | number | null)[];

/** What the reader looks at. */
interface View {
  result: string;
  across: string;
  up: string;
  fixed: Map<string, number>;
}

class Points {
  readonly axes: string[];
  readonly results: string[];
  readonly values: Map<string, number[]>; // by axis, ascending
  readonly moving: string[]; // axes with several values
  readonly isGrid: boolean;

  constructor(readonly sweep: Sweep) {
    this.axes = sweep.manifest.axes;
    this.results = sweep.points.columns.slice(this.axes.length + 4);
    this.values = new Map(
      this.axes.map((name) => [name, [...new Set(sweep.points.rows.map((row) => this.on(row, name)))].sort((a, b) => a - b)]),
    );
    this.moving = this.axes.filter((name) => (this.values.get(name)?.length ?? 0) > 1);
    this.isGrid = [...this.values.values()].reduce((count, values) => count * values.length, 1) === sweep.points.rows.length;
  }
  on(row: Row, axisName: string): number {
    return Number(row[1 + this.axes.indexOf(axisName)]);
  }
  get(row: Row, result: string): number | null {
    return numberAt(this.sweep.points, row, result);
  }
  failed(row: Row): boolean {
    return row[1 + this.axes.length] !== "certified";
  }
  reason(row: Row): string {
    return String(row[2 + this.axes.length]);
  }
  /** Points at the fixed values of all axes but `free`. */
  slice(view: View, free: string[]): Row[] {
    return this.sweep.points.rows.filter((row) =>
      this.moving.every((name) => free.includes(name) || this.on(row, name) === view.fixed.get(name)),
    );
  }
}

const short = (value: number) => upTo(Number(value.toPrecision(6)), 6);
/** Digits after the point that all of `values` need, at most 6. */
const decimals = (values: number[]) =>
  Math.min(6, Math.max(0, ...values.map((value) => (String(Number(value.toPrecision(9))).split(".")[1] ?? "").length)));

function table(points: Points, rows: Row[], results: string[], caption: string) {
  return {
    caption,
    columns: [...points.axes, ...results],
    digits: [
      ...points.axes.map((name) => decimals(points.values.get(name) ?? [])),
      ...results.map((name) => digitsFor(rows.map((row) => points.get(row, name)))),
    ],
    rows: rows.map((row) => [...points.axes.map((name) => points.on(row, name)), ...results.map((name) => points.get(row, name))]),
  };
}

/** All results of the chosen one's variable, as lines or dots over one axis. */
function overOneAxis(place: HTMLElement, points: Points, view: View): void {
  const { variable } = resultName(view.result),
    several = points.isGrid;
  const results = several ? points.results.filter((name) => resultName(name).variable === variable) : [view.result];
  const rows = several ? points.slice(view, [view.across]) : points.sweep.points.rows;
  const sorted = [...rows].sort((a, b) => points.on(a, view.across) - points.on(b, view.across));
  figure(
    place,
    `${variable}_over_${view.across}`,
    400,
    {
      legend: legend(),
      grid: { ...grid, bottom: 30 },
      xAxis: { ...axis(view.across), nameLocation: "middle", nameGap: 28, scale: true },
      yAxis: axis(unitOf(variable)),
      tooltip: {
        trigger: "item",
        formatter: (at: { seriesName: string; value: [number, number] }) =>
          lines(`${at.seriesName}: ${number(at.value[1], 3)} at ${short(at.value[0])}`),
      },
      series: results.map((name) => ({
        type: several ? "line" : "scatter",
        name: resultName(name).element,
        symbolSize: 6,
        data: sorted.map((row) => [points.on(row, view.across), points.get(row, name)]),
      })),
    },
    table(points, sorted, results, `${variable} over ${view.across}, ${unitOf(variable)}`),
    true,
  );
}

function map(place: HTMLElement, points: Points, view: View): void {
  const across = points.values.get(view.across) ?? [],
    up = points.values.get(view.up) ?? [];
  const rows = points.slice(view, [view.across, view.up]),
    found = rows.flatMap((row) => points.get(row, view.result) ?? []);
  const low = Math.min(...found),
    high = Math.max(...found),
    most = Math.max(Math.abs(low), Math.abs(high)),
    digits = digitsFor(found);
  const range =
    low < 0 && high > 0
      ? { min: -most, max: most, inRange: { color: ["#b2182b", "#f4a582", "#f7f7f7", "#92c5de", "#2166ac"] } }
      : {
          min: low,
          max: high > low ? high : low + 1,
          inRange: { color: high > 0 ? ["#f7f7f7", "#92c5de", "#2166ac"] : ["#b2182b", "#f4a582", "#f7f7f7"] },
        };
  const strong = (value: number) =>
    (low < 0 && high > 0 ? Math.abs(value) / most : high > 0 ? (value - low) / (high - low || 1) : (high - value) / (high - low || 1)) >
    0.6;
  const cells = rows.flatMap((row) => {
    const value = points.get(row, view.result);
    return value === null
      ? []
      : [
          {
            value: [across.indexOf(points.on(row, view.across)), up.indexOf(points.on(row, view.up)), value],
            label: { color: strong(value) ? "#fff" : "#111" },
          },
        ];
  });
  figure(
    place,
    `${view.result}_over_${view.across}_and_${view.up}`,
    440,
    {
      grid: { left: 20, right: 20, top: 30, bottom: 80, containLabel: true },
      xAxis: { ...labels(across.map(short)), name: view.across, nameLocation: "middle", nameGap: 28, nameTextStyle: { color: ink() } },
      yAxis: { ...labels(up.map(short)), name: view.up, nameTextStyle: { color: ink() } },
      tooltip: {
        formatter: (at: { value: [number, number, number] }) =>
          lines(
            `${view.across} ${short(across[at.value[0]] ?? 0)}, ${view.up} ${short(up[at.value[1]] ?? 0)}: ${number(at.value[2], digits)}`,
          ),
      },
      visualMap: {
        ...range,
        dimension: 2,
        orient: "horizontal",
        left: "center",
        bottom: 0,
        precision: digits,
        textStyle: { color: ink() },
      },
      series: [
        {
          type: "heatmap",
          data: cells,
          label: { show: cells.length <= 100, formatter: (at: { value: [number, number, number] }) => number(at.value[2], digits) },
        },
      ],
    },
    table(points, rows, [view.result], `${view.result} over ${view.across} and ${view.up}, ${unitOf(resultName(view.result).variable)}`),
    true,
  );
}

function failures(section: HTMLElement, points: Points): void {
  const rows = points.sweep.points.rows.filter((row) => points.failed(row));
  if (rows.length === 0) return;
  section.append(
    element("h3", "Failed points"),
    sortableTable({
      caption: "Points without a certified solution, and why",
      columns: ["point", ...points.axes, "reason"],
      digits: [0, ...points.axes.map((name) => decimals(points.values.get(name) ?? [])), 0],
      rows: rows.map((row) => [String(row[0]), ...points.axes.map((name) => points.on(row, name)), points.reason(row)]),
    }),
  );
}

export function sweepSection(section: HTMLElement, sweep: Sweep): void {
  const points = new Points(sweep),
    m = sweep.manifest,
    [first = points.axes[0] ?? "", second = ""] = points.moving;
  const view: View = {
    result: points.results[0] ?? "",
    across: first,
    up: second,
    fixed: new Map(
      points.moving.map((name) => {
        const all = points.values.get(name) ?? [];
        return [name, all[Math.floor((all.length - 1) / 2)] ?? 0];
      }),
    ),
  };
  const place = element("div"),
    tools = element("p", "", "tools");
  const show = () => {
    forgetCharts(place);
    place.replaceChildren();
    if (points.isGrid && points.moving.length > 1) map(place, points, view);
    else overOneAxis(place, points, view);
  };
  // Two axes of a grid are seen at a time; the others stand at a value.
  const choosers = () => {
    const redraw = () => {
      choosers();
      show();
    };
    const pick = (label: string, names: string[], chosen: string, act: (name: string) => void) =>
      chooser(label, names, names.indexOf(chosen), (at) => {
        act(names[at] ?? "");
        redraw();
        tools.querySelectorAll("select")[[...tools.children].findIndex((child) => child.textContent.startsWith(label))]?.focus();
      });
    const list = [
      pick("Result", points.results, view.result, (name) => {
        view.result = name;
      }),
    ];
    if (points.moving.length > (points.isGrid ? 2 : 1))
      list.push(
        pick(
          "Across",
          points.moving.filter((name) => name !== view.up || !points.isGrid),
          view.across,
          (name) => {
            view.across = name;
          },
        ),
      );
    if (points.isGrid && points.moving.length > 2) {
      list.push(
        pick(
          "Up",
          points.moving.filter((name) => name !== view.across),
          view.up,
          (name) => {
            view.up = name;
          },
        ),
      );
      for (const name of points.moving.filter((n) => n !== view.across && n !== view.up)) {
        const values = points.values.get(name) ?? [];
        list.push(
          pick(name, values.map(short), short(view.fixed.get(name) ?? 0), (text) => {
            view.fixed.set(name, values[values.map(short).indexOf(text)] ?? 0);
          }),
        );
      }
    }
    tools.replaceChildren(...list);
  };
  section.append(headline(sweep.headline), tools, place);
  choosers();
  show();
  failures(section, points);
  facts(
    section,
    [...origin(m, m.sweep), ["points", `${number(m.points.all, 0)}, ${number(m.points.failed, 0)} failed`]],
    `setu sweep ${m.sweep.file} --database ${m.database.name}`,
  );
}
