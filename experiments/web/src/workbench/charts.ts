// Bar charts with the table of their numbers.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { number } from "../shared/number";
import { drawn } from "../shared/tooltip";
import { byId, element, fillTable } from "./elements";
import type { Source } from "./sources";

echarts.use([BarChart, AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, CanvasRenderer]);

export interface Series {
  name: string;
  values: (number | null)[];
  sources?: Source[];
  open?: (source: Source) => void;
}
/** `waterfall`: bars begin where the one before ends, and the last one is their sum. */
export interface Figure {
  title: string;
  categories: string[];
  series: Series[];
  digits: number;
  waterfall?: boolean;
}

const dark = window.matchMedia("(prefers-color-scheme: dark)");

/** The box of a chart with the table below it, made once. */
function parts(id: string): { chart: HTMLElement; table: HTMLTableElement } {
  const box = byId(id);
  const chart = box.querySelector<HTMLElement>(".chart") ?? element("div");
  const table = box.querySelector("table") ?? element("table");
  if (box.childElementCount === 0) {
    chart.className = "chart";
    chart.setAttribute("role", "img");
    const details = element("details");
    const scroll = element("div");
    scroll.className = "scroll";
    scroll.append(table);
    details.append(element("summary", "Numbers"), scroll);
    box.append(chart, details);
  }
  return { chart, table };
}

/** Each step as an invisible bar and the visible ones above and below zero. */
function steps(values: (number | null)[]): object[] {
  let level = 0;
  const spans = values.map((value, at): [number, number] => {
    const from = at === values.length - 1 ? 0 : level;
    level = from + (value ?? 0);
    return [Math.min(from, level), Math.max(from, level)];
  });
  const hidden = spans.map(([low, high]) => (low > 0 ? low : high < 0 ? high : 0));
  const above = spans.map(([low, high]) => Math.max(high, 0) - Math.max(low, 0));
  const below = spans.map(([low, high]) => Math.min(low, 0) - Math.min(high, 0));
  const paint = (at: number): object => ({ color: at === values.length - 1 ? "#7a7a85" : (values[at] ?? 0) < 0 ? "#d1702f" : "#2f7fd1" });
  const visible = (data: number[]): object => ({
    type: "bar",
    stack: "steps",
    data: data.map((value, at) => ({ value, itemStyle: paint(at) })),
  });
  return [{ type: "bar", stack: "steps", data: hidden, itemStyle: { color: "transparent" }, silent: true }, visible(above), visible(below)];
}

export function draw(id: string, figure: Figure): void {
  const { chart: box, table } = parts(id);
  const { categories, series } = figure;
  const chart = echarts.getInstanceByDom(box) ?? echarts.init(box);
  const ink = dark.matches ? "#eee" : "#222";
  chart.setOption(
    {
      aria: { enabled: true },
      animationDuration: 150,
      animationDurationUpdate: 150,
      textStyle: { color: ink },
      title: { text: figure.title, textStyle: { fontSize: 14, color: ink, width: box.clientWidth - 16, overflow: "break" } },
      legend: { show: series.length > 1, top: 38, textStyle: { color: ink } },
      tooltip: drawn({
        trigger: "axis",
        show: !figure.waterfall,
        valueFormatter: (value: unknown) => number(typeof value === "number" ? value : null, figure.digits),
      }),
      grid: { left: 8, right: 8, top: 70, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: categories, axisLabel: { rotate: 45, interval: 0, color: ink } },
      yAxis: { type: "value", axisLabel: { color: ink } },
      series: figure.waterfall ? steps(series[0]?.values ?? []) : series.map((s) => ({ type: "bar", name: s.name, data: s.values })),
    },
    { notMerge: true },
  );
  chart.off("click");
  chart.on("click", ({ dataIndex, seriesIndex }) => {
    const clicked = series[figure.waterfall ? 0 : (seriesIndex ?? 0)];
    const source = clicked?.sources?.[dataIndex];
    if (source) clicked.open?.(source);
  });
  fillTable(
    table,
    ["", ...series.map((s) => s.name)],
    categories.map((name, at) => ({
      name,
      cells: series.map((s) => ({
        text: number(s.values[at] ?? null, figure.digits),
        ...(s.sources?.[at] && s.open ? { source: s.sources[at], open: s.open } : {}),
      })),
    })),
  );
}

window.addEventListener("resize", () => {
  for (const box of document.querySelectorAll<HTMLElement>(".chart")) echarts.getInstanceByDom(box)?.resize();
});
