// The bar charts and the table.
import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { Answer, EconomyRow } from "./api";
import { byId } from "./controls";

echarts.use([BarChart, AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, CanvasRenderer]);

/** As the tables of setu run print it. */
export function number(value: number | null, digits = 1): string {
  return value === null ? "–" : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

interface Series { name: string; values: (number | null)[] }

const dark = window.matchMedia("(prefers-color-scheme: dark)");

function bars(id: string, title: string, categories: string[], series: Series[]): void {
  const box = byId<HTMLDivElement>(id);
  const chart = echarts.getInstanceByDom(box) ?? echarts.init(box);
  const ink = dark.matches ? "#eee" : "#222";
  chart.setOption(
    {
      aria: { enabled: true },
      animationDuration: 150,
      animationDurationUpdate: 150,
      textStyle: { color: ink },
      title: { text: title, textStyle: { fontSize: 14, color: ink } },
      legend: { show: series.length > 1, top: 22, textStyle: { color: ink } },
      tooltip: { trigger: "axis", valueFormatter: (value: unknown) => number(typeof value === "number" ? value : null, 2) },
      grid: { left: 8, right: 8, top: 54, bottom: 8, containLabel: true },
      xAxis: { type: "category", data: categories, axisLabel: { rotate: 45, interval: 0, color: ink } },
      yAxis: { type: "value", axisLabel: { color: ink } },
      series: series.map((s) => ({ type: "bar", name: s.name, data: s.values })),
    },
    { notMerge: true },
  );
}

window.addEventListener("resize", () => {
  for (const box of document.querySelectorAll<HTMLElement>(".chart")) echarts.getInstanceByDom(box)?.resize();
});

const columns: [keyof EconomyRow, string, number][] = [
  ["real_gdp", "Real GDP, %", 3],
  ["terms_of_trade", "Terms of trade, %", 3],
  ["consumer_prices", "Consumer prices, %", 3],
  ["export_volume", "Exports, vol. %", 2],
  ["import_volume", "Imports, vol. %", 2],
  ["trade_balance_change", "Trade balance, US$ mn", 1],
];

function cell(kind: "th" | "td", text: string): HTMLTableCellElement {
  const made = document.createElement(kind);
  made.textContent = text;
  return made as HTMLTableCellElement;
}

function table(answer: Answer, pinned: Answer | undefined): void {
  const head = document.createElement("tr");
  const titles = ["", "EV, US$ mn", ...(pinned ? ["pinned EV"] : []), "% of income", ...columns.map(([, title]) => title)];
  head.append(...titles.map((title) => cell("th", title)));
  const rows = answer.welfare.map((w, at) => {
    const row = document.createElement("tr");
    const ev = cell("td", number(w.ev));
    ev.dataset["ev"] = w.region;
    row.append(cell("th", w.region), ev);
    if (pinned) row.append(cell("td", number(pinned.welfare.find((p) => p.region === w.region)?.ev ?? null)));
    row.append(cell("td", number(w.percent_of_income, 3)));
    for (const [key, , digits] of columns) row.append(cell("td", number((answer.economies[at]?.[key] ?? null) as number | null, digits)));
    return row;
  });
  byId<HTMLTableElement>("economies").replaceChildren(head, ...rows);
}

/** Draws `answer`, with `pinned` beside it where there is one; `region`'s sectors and partners. */
export function draw(answer: Answer, pinned: Answer | undefined, region: string): void {
  const regions = answer.welfare.map((w) => w.region);
  const both = (name: string, of: (from: Answer) => (number | null)[]): Series[] => [
    { name, values: of(answer) },
    ...(pinned ? [{ name: "pinned", values: of(pinned) }] : []),
  ];
  const evs = (from: Answer): (number | null)[] => regions.map((r) => from.welfare.find((w) => w.region === r)?.ev ?? null);
  bars("welfare", "Welfare by region: equivalent variation, US$ million", regions, both("now", evs));
  const [a, b] = answer.pair;
  byId("pair").hidden = a === undefined;
  if (a !== undefined && b !== undefined) {
    const goods = [...new Set(answer.pair_trade.map((t) => t.commodity))];
    const change = (from: string) => goods.map((g) => {
      const flow = answer.pair_trade.find((t) => t.commodity === g && t.exporter === from);
      return flow ? flow.after - flow.before : null;
    });
    bars("pair", `Trade between ${a} and ${b}: change, US$ million FOB`, goods, [{ name: `${a} to ${b}`, values: change(a) }, { name: `${b} to ${a}`, values: change(b) }]);
  }
  const sectors = answer.sectors.filter((s) => s.region === region).map((s) => s.sector);
  const output = (from: Answer) => sectors.map((s) => from.sectors.find((x) => x.region === region && x.sector === s)?.output ?? null);
  bars("sectors", `Output of ${region} by sector: change, %`, sectors, both("now", output));
  const partners = regions.filter((r) => r !== region);
  const exports = (from: Answer) => partners.map((p) => {
    const flow = from.trade.find((t) => t.exporter === region && t.importer === p);
    return flow ? flow.after - flow.before : null;
  });
  bars("exports", `Exports of ${region} by destination: change, US$ million FOB`, partners, both("now", exports));
  table(answer, pinned);
}
