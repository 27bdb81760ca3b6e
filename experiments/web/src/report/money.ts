// Public money and people: what taxes bring, what measures cost, what a head consumes, what goods cost.
import { colour, element, figure, ink, sortableTable, tableOf } from "./figure";
import type { Run } from "./data";
import { regionsOf } from "./data";
import type { Choice } from "./section";
import { number } from "../shared/number";

function amounts(run: Run, region: string, measure: string, item: string, unit: string): [number | null, number | null] {
  const row = run.budget.find(([r, m, i, u]) => r === region && m === measure && i === item && u === unit);
  return [row?.[4] ?? null, row?.[5] ?? null];
}
const change = ([before, after]: [number | null, number | null]) => (before === null || after === null ? null : after - before);

function revenue(run: Run): HTMLElement {
  return sortableTable({
    caption: "What taxes bring, US$ million; the budget is all taxes less what is paid to a fund",
    columns: ["", "duties before", "duties after", "change", "all taxes before", "all taxes after", "change", "budget"],
    digits: [0, 1, 1, 1, 1, 1, 1, 1],
    rows: regionsOf(run).map((r) => {
      const duties = amounts(run, r, "revenue", "import duties", "US$ million"),
        all = amounts(run, r, "revenue", "all taxes", "US$ million");
      return [r, ...duties, change(duties), ...all, change(all), change(amounts(run, r, "budget", "", "US$ million"))];
    }),
  });
}

function measures(run: Run): HTMLElement[] {
  const rows = run.budget.filter(([, measure]) => measure === "revenue of a measure" || measure === "paid for a measure");
  if (rows.length === 0) return [];
  return [
    tableOf({
      caption: "What each measure costs the treasury: revenue from the flows whose taxes it changes, and what is paid, US$ million",
      columns: ["region", "measure", "kind", "before", "after", "change"],
      digits: [0, 0, 0, 1, 1, 1],
      rows: rows.map(([region, measure, item, , before, after]) => [
        region,
        item,
        measure === "paid for a measure" ? "paid" : "revenue",
        before,
        after,
        after - before,
      ]),
    }),
  ];
}

function people(run: Run): HTMLElement {
  const jobs = run.budget.filter(([, measure]) => measure === "unemployment");
  const columns = [
    "",
    "real consumption per head, US$",
    "%",
    ...(jobs.length > 0 ? ["employment, %", "unemployed before, %", "after, %"] : []),
  ];
  return sortableTable({
    caption: "People: real consumption per head of the base year's prices, and work where unemployment is modelled",
    columns,
    digits: [0, 1, 3, 2, 2, 2],
    rows: regionsOf(run).map((r) => {
      const work = jobs.find(([region]) => region === r);
      return [
        r,
        amounts(run, r, "real consumption per head", "", "US$")[0],
        amounts(run, r, "real consumption per head", "", "% change")[1],
        ...(jobs.length === 0
          ? []
          : [work === undefined ? null : amounts(run, r, "employment", work[2], "% change")[1], work?.[4] ?? null, work?.[5] ?? null]),
      ];
    }),
  });
}

function prices(section: HTMLElement, run: Run, region: string): void {
  const rows = run.budget
    .filter(([r, measure, , unit]) => r === region && measure === "consumer price" && unit.includes("relative"))
    .map(([, , item, , , after]) => ({ item, after }))
    .sort((a, b) => a.after - b.after);
  if (rows.length === 0) return;
  figure(
    section,
    `consumer_prices_${region}`,
    320,
    {
      title: {
        text: `${region}: what households pay`,
        subtext: "Prices of what households buy, % change relative to all consumer prices",
        left: 0,
        textStyle: { color: ink(), fontSize: 15 },
        subtextStyle: { color: ink(), fontSize: 12 },
      },
      grid: { left: 10, right: 10, top: 60, bottom: 10, containLabel: true },
      xAxis: {
        type: "category",
        data: rows.map(({ item }) => item),
        axisLabel: { color: ink(), interval: 0, rotate: 45 },
        axisLine: { onZero: false },
      },
      yAxis: { type: "value", axisLabel: { color: ink() }, splitLine: { lineStyle: { color: colour("line") } } },
      series: [
        {
          type: "bar",
          data: rows.map(({ after }) => ({ value: after, itemStyle: { color: colour(after > 0 ? "loss" : "gain") } })),
          label: {
            show: true,
            position: "top",
            fontSize: 10,
            color: ink(),
            formatter: ({ value }: { value: number }) => (value > 0 ? "+" : "") + number(value, 2).replace("-", "−"),
          },
        },
      ],
    },
    {
      caption: `Consumer prices of ${region} relative to all of them, % change`,
      columns: ["commodity", "%"],
      digits: [0, 3],
      rows: rows.map(({ item, after }) => [item, after]),
    },
  );
}

export function money(section: HTMLElement, { run, region }: Choice): void {
  if (run.budget.length === 0) {
    section.append(element("p", "This run does not tell public money: run it again."));
    return;
  }
  section.append(revenue(run), ...measures(run), people(run));
  prices(section, run, region);
}
