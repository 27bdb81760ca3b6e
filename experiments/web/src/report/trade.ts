// Trade between the two partners and of everybody, and whom it is taken from.
import { axis, labels, legend, percent, tooltip } from "./chart_parts";
import { commoditiesOf, pairOf, regionsOf, trade } from "./data";
import { element, figure, ink } from "./figure";
import type { Choice } from "./section";
import { number } from "../shared/number";
import { lines } from "../shared/tooltip";

export function pair(section: HTMLElement, { run }: Choice): void {
  const [a, b] = pairOf(run),
    goods = commoditiesOf(run);
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as [string, string][]) {
    const flows = goods.map((c) => trade(run, (row) => row[0] === c && row[1] === from && row[2] === to));
    const all = trade(run, (row) => row[1] === from && row[2] === to);
    section.append(element("h3", `${from} to ${to}`));
    figure(
      section,
      `trade_${from}_${to}`,
      320,
      {
        legend: legend(),
        tooltip,
        grid: { left: 10, right: 10, top: 40, bottom: 10, containLabel: true },
        xAxis: labels(goods, 45),
        yAxis: axis("US$ million"),
        series: [
          { type: "bar", name: "before", data: flows.map((flow) => flow.before) },
          { type: "bar", name: "after", data: flows.map((flow) => flow.after) },
        ],
      },
      {
        caption: `Exports of ${from} to ${to}, US$ million FOB`,
        digits: [0, 1, 1, 1],
        columns: ["commodity", "before", "after", "%"],
        rows: [
          ...goods.map((c, at) => [c, flows[at]?.before ?? null, flows[at]?.after ?? null, percent(flows[at])]),
          ["All", all.before, all.after, percent(all)],
        ],
      },
    );
  }
}

export function heat(section: HTMLElement, { run }: Choice): void {
  const regions = regionsOf(run);
  const change = regions.map((s) =>
    regions.map((d) => {
      const flow = trade(run, (row) => row[1] === s && row[2] === d);
      return s === d ? null : flow.after - flow.before;
    }),
  );
  const most = Math.max(1e-9, ...change.flat().map((value) => Math.abs(value ?? 0)));
  const shade = (value: number) => Math.sign(value) * Math.sqrt(Math.abs(value) / most); // so that small changes can be seen
  figure(
    section,
    "bilateral_changes",
    560,
    {
      tooltip: {
        formatter: (at: { value: [number, number, number, number] }) =>
          lines(`${regions[at.value[1]] ?? ""} to ${regions[at.value[0]] ?? ""}: ${number(at.value[3])} US$ million`),
      },
      grid: { left: 10, right: 10, top: 10, bottom: 40, containLabel: true },
      xAxis: { ...labels(regions, 45), name: "importer" },
      yAxis: { ...labels(regions), name: "exporter", inverse: true },
      visualMap: {
        min: -1,
        max: 1,
        dimension: 2,
        show: false,
        inRange: { color: ["#b2182b", "#f4a582", "#f7f7f7", "#92c5de", "#2166ac"] },
      },
      series: [
        {
          type: "heatmap",
          data: change.flatMap((row, s) => row.flatMap((value, d) => (value === null ? [] : [[d, s, shade(value), value]]))),
        },
      ],
    },
    {
      caption: "Change of bilateral trade, US$ million FOB, exporters by row; blue grows, red shrinks",
      digits: [0, ...regions.map(() => 1)],
      columns: ["", ...regions],
      rows: regions.map((s, at) => [s, ...(change[at] ?? [])]),
    },
  );
}

export function diversion(section: HTMLElement, { run, region }: Choice): void {
  const changes = regionsOf(run)
    .filter((r) => r !== region)
    .map((s) => {
      const flow = trade(run, (row) => row[1] === s && row[2] === region);
      return { supplier: s, ...flow, change: flow.after - flow.before };
    });
  const gain = changes.reduce((sum, c) => sum + Math.max(c.change, 0), 0),
    loss = changes.reduce((sum, c) => sum - Math.min(c.change, 0), 0);
  const diverted = Math.min(gain, loss),
    created = gain - diverted,
    lost = loss - diverted;
  const links = [
    ...changes
      .filter((c) => c.change < 0)
      .map((c) => ({ source: `${c.supplier} sells less`, target: "Diverted", value: (-c.change * diverted) / loss })),
    ...changes
      .filter((c) => c.change > 0)
      .map((c) => ({ source: "Diverted", target: `${c.supplier} sells more`, value: (c.change * diverted) / gain })),
    ...changes
      .filter((c) => c.change > 0 && created > 0)
      .map((c) => ({ source: "Created", target: `${c.supplier} sells more`, value: (c.change * created) / gain })),
    ...changes
      .filter((c) => c.change < 0 && lost > 0)
      .map((c) => ({ source: `${c.supplier} sells less`, target: "Not replaced", value: (-c.change * lost) / loss })),
  ].filter((link) => link.value > 1e-9 * (gain + loss));
  if (links.length === 0) {
    section.append(element("p", `The imports of ${region} do not change.`));
    return;
  }
  const rest = created > 0 ? `, US$ ${number(created)} million are new` : lost > 0 ? `, US$ ${number(lost)} million are not replaced` : "";
  section.append(
    element(
      "p",
      `Suppliers of ${region} sell US$ ${number(gain)} million more and US$ ${number(loss)} million less: ` +
        `US$ ${number(diverted)} million pass from some to others${rest}.`,
    ),
  );
  const names = [...new Set(links.flatMap((link) => [link.source, link.target]))];
  figure(
    section,
    `diversion_${region}`,
    480,
    {
      tooltip: { valueFormatter: (value: unknown) => number(typeof value === "number" ? value : null) },
      series: [
        {
          type: "sankey",
          data: names.map((name) => ({ name })),
          links,
          right: 160,
          label: { color: ink() },
          lineStyle: { color: "gradient", opacity: 0.4 },
        },
      ],
    },
    {
      caption: `Imports of ${region} by supplier, US$ million FOB at the exporter's border`,
      digits: [0, 1, 1, 1],
      columns: ["supplier", "before", "after", "change"],
      rows: changes.map((c) => [c.supplier, c.before, c.after, c.change]),
    },
  );
}
