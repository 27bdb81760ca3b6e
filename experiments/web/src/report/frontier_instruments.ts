// The instruments along a frontier.
import { labels } from "./chart_parts";
import type { Frontier } from "./data";
import { element, figure, ink } from "./figure";
import { digitsAlong, kPoint, x } from "./frontier_curve";
import { digitsOf, numberOr, type Row } from "./policy_parts";
import { number } from "../shared/number";
import { lines } from "../shared/tooltip";

/** Where each instrument stands in its range, 0 at its lower end and 100 at its upper, over the points. */
export function instruments(section: HTMLElement, { points, manifest: m }: Frontier): void {
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
      "Colour: where an instrument stands in the range that it may have. " +
        `Points go from the best of ${m.objective} (1) to the best of ${m.against} (${String(points.rows.at(-1)?.[kPoint] ?? "")}).`,
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
          return lines(
            control?.name ?? "",
            `${shown(at(column, k))}, of ${shown(control?.least ?? null)} to ${shown(control?.most ?? null)}`,
            row === undefined ? "status quo" : `point ${String(row[kPoint])}: ${m.against} ${number(x(row), dx)} ${m.against_unit}`,
          );
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
