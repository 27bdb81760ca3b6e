// What the report shows of one run, section by section.
import { commoditiesOf, pairOf, regionsOf, trade, valueOf, type Results, type Run } from "./data";
import { axis, facts, labels, legend, percent, tooltip } from "./chart_parts";
import { element, figure, ink, sortableTable, tableOf } from "./figure";
import { fund } from "./fund";
import { besideRun } from "./sensitivity";
import { suppliers } from "./suppliers";
import { number } from "../shared/number";

export interface Choice extends Results {
  run: Run;
  region: string;
}
export interface Section {
  id: string;
  title: string;
  fill: (section: HTMLElement, choice: Choice) => void;
}

/** Headings of Huff and Hertel (2000) by the beginning of GTAP's names, as in setu's tables. */
const parts: [string, string][] = [
  ["CNTalleff", "Allocative"],
  ["CNTtot", "Terms of trade"],
  ["CNTendw", "Endowments"],
  ["CNTtech", "Technology"],
  ["CNTpinv", "Inv.-saving"],
  ["CNTpop", "Population"],
  ["CNTdp", "Preferences"],
  ["CNTnfi", "Capital abroad"],
  ["CNTfund", "Fund"],
];

function partsOf(run: Run, region: string): [string, number][] {
  const sums = new Map<string, number>();
  for (const [of, name, group, value] of run.welfare) {
    if (of !== region || group !== "all" || name === "EV") continue;
    const title = parts.find(([begin]) => name.startsWith(begin))?.[1] ?? name;
    sums.set(title, (sums.get(title) ?? 0) + value);
  }
  return [...sums].filter(([, value]) => Math.abs(value) >= 1e-6);
}

function welfare(section: HTMLElement, { runs, run, region, sensitivity }: Choice): void {
  const regions = regionsOf(run),
    ev = (of: Run) => regions.map((r) => valueOf(of, r, "EV", "US$ million"));
  figure(
    section,
    "welfare",
    340,
    {
      legend: legend(),
      tooltip,
      grid: { left: 10, right: 10, top: 40, bottom: 10, containLabel: true },
      xAxis: labels(regions),
      yAxis: axis("US$ million"),
      series: runs.map((of) => ({ type: "bar", name: of.folder, data: ev(of) })),
    },
    {
      caption: "Equivalent variation by region, US$ million and per cent of income",
      digits: [0, ...runs.flatMap(() => [1, 3])],
      columns: ["", ...runs.flatMap((of) => [`${of.folder}, US$ million`, `${of.folder}, %`])],
      rows: regions.map((r) => [r, ...runs.flatMap((of) => [valueOf(of, r, "EV", "US$ million"), valueOf(of, r, "EV", "% of income")])]),
    },
  );
  besideRun(section, run, sensitivity);
  section.append(element("h3", `Where it comes from: ${region}`));
  const steps = partsOf(run, region),
    total = steps.reduce((sum, [, value]) => sum + value, 0);
  let level = 0;
  const bars = [...steps, ["EV", total] as [string, number]].map(([, value], at) => {
    const from = at === steps.length ? 0 : level;
    level += value;
    const to = at === steps.length ? total : level,
      crosses = from * to < 0;
    return { hidden: crosses ? 0 : Math.sign(from + to) * Math.min(Math.abs(from), Math.abs(to)), from, to, value };
  });
  // A stack of an invisible and a visible bar; a bar across zero is one part above it and one below.
  const visible = (sign: number) =>
    bars.map(({ from, to, hidden }) => {
      const low = Math.min(from, to),
        high = Math.max(from, to);
      if (sign > 0) return high > 0 ? high - Math.max(low, 0, hidden) : 0;
      return low < 0 ? low - Math.min(high, 0, hidden) : 0;
    });
  const colour = (at: number) => ({
    itemStyle: { color: at === steps.length ? "#6e7781" : (bars[at]?.value ?? 0) >= 0 ? "#1a7f37" : "#cf222e" },
  });
  figure(
    section,
    `welfare_${region}`,
    320,
    {
      tooltip: {
        trigger: "item",
        formatter: (at: { dataIndex: number; name: string }) => `${at.name}: ${number(bars[at.dataIndex]?.value ?? null)}`,
      },
      grid: { left: 10, right: 10, top: 30, bottom: 10, containLabel: true },
      xAxis: labels([...steps.map(([name]) => name), "EV"], 20),
      yAxis: axis("US$ million"),
      series: [
        { type: "bar", stack: "all", data: bars.map((bar) => bar.hidden), itemStyle: { color: "transparent" }, silent: true },
        ...[1, -1].map((sign) => ({ type: "bar", stack: "all", data: visible(sign).map((value, at) => ({ value, ...colour(at) })) })),
      ],
    },
    {
      caption: `Where the welfare change of ${region} comes from, US$ million`,
      digits: [0, 1],
      columns: ["part", "US$ million"],
      rows: [...steps.map(([name, value]) => [name, value]), ["EV", valueOf(run, region, "EV", "US$ million")]],
    },
  );
  const groups = run.manifest.groups.filter((group) => run.welfare.some((row) => row[2] === group));
  if (groups.length < 2) return;
  section.append(
    element("h3", "By policy"),
    tableOf({
      caption: "Equivalent variation by policy, US$ million",
      columns: ["", ...groups],
      digits: [0, ...groups.map(() => 1)],
      rows: regions.map((r) => [
        r,
        ...groups.map((group) =>
          run.welfare.filter((row) => row[0] === r && row[2] === group && row[1] !== "EV").reduce((sum, row) => sum + row[3], 0),
        ),
      ]),
    }),
  );
}

const macroMeasures: [string, string, string, number][] = [
  ["real GDP", "% change", "Real GDP, %", 3],
  ["GDP price", "% change", "GDP price, %", 3],
  ["terms of trade", "% change", "Terms of trade, %", 3],
  ["consumer prices", "% change", "Consumer prices, %", 3],
  ["export volume", "% change", "Exports, vol. %", 2],
  ["import volume", "% change", "Imports, vol. %", 2],
  ["investment", "% change", "Investment, %", 2],
  ["trade balance", "US$ million change", "Trade balance, US$ mn", 1],
];

function macro(section: HTMLElement, { runs, run }: Choice): void {
  const regions = regionsOf(run),
    several = runs.length > 1;
  section.append(
    sortableTable({
      caption: "Macroeconomic changes",
      digits: [0, ...runs.flatMap(() => macroMeasures.map(([, , , digits]) => digits))],
      columns: ["", ...runs.flatMap((of) => macroMeasures.map(([, , title]) => (several ? `${of.folder}: ${title}` : title)))],
      rows: regions.map((r) => [r, ...runs.flatMap((of) => macroMeasures.map(([measure, unit]) => valueOf(of, r, measure, unit)))]),
    }),
  );
}

function pair(section: HTMLElement, { run }: Choice): void {
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

function heat(section: HTMLElement, { run }: Choice): void {
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
          `${regions[at.value[1]] ?? ""} to ${regions[at.value[0]] ?? ""}: ${number(at.value[3])} US$ million`,
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

function diversion(section: HTMLElement, { run, region }: Choice): void {
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
  section.append(
    element(
      "p",
      `Suppliers of ${region} sell US$ ${number(gain)} million more and US$ ${number(loss)} million less: US$ ${number(diverted)} million pass from some to others${created > 0 ? `, US$ ${number(created)} million are new` : lost > 0 ? `, US$ ${number(lost)} million are not replaced` : ""}.`,
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

function sectors(section: HTMLElement, { run, region }: Choice): void {
  const measures = [
    ...new Set(
      run.summary.filter((row) => row[1] === "output" || row[1] === "output price" || row[1].startsWith("use of ")).map((row) => row[1]),
    ),
  ];
  const table = new Map<string, (number | null)[]>();
  for (const row of run.summary) {
    const at = row[0] === region ? measures.indexOf(row[1]) : -1;
    if (at < 0) continue;
    const cells = table.get(row[2]) ?? measures.map(() => null);
    cells[at] = row[4];
    table.set(row[2], cells);
  }
  const names = [...table.keys()];
  figure(
    section,
    `output_${region}`,
    320,
    {
      tooltip,
      grid: { left: 10, right: 10, top: 20, bottom: 10, containLabel: true },
      xAxis: labels(names, 45),
      yAxis: axis("%"),
      series: [{ type: "bar", name: "output", data: names.map((name) => table.get(name)?.[0] ?? null) }],
    },
    {
      caption: `Output of ${region} by sector, % change`,
      columns: ["sector", "output"],
      digits: [0, 3],
      rows: names.map((name) => [name, table.get(name)?.[0] ?? null]),
    },
  );
  section.append(
    sortableTable(
      {
        caption: `Sectors of ${region}: % changes of output, price of output, and use of land, labour and capital`,
        columns: ["sector", ...measures],
        digits: [0, ...measures.map(() => 3)],
        rows: [...table].map(([name, cells]) => [name, ...cells]),
      },
      true,
    ),
  );
}

function about(section: HTMLElement, { run }: Choice): void {
  const m = run.manifest;
  facts(
    section,
    [
      ["scenario", m.scenario_file],
      ["overrides", m.overrides.join(", ") || "none"],
      ["database", m.database.path],
      ["database hash", m.database.hash],
      ["closure signature", m.closure.signature],
      ["solver", `${m.solver.name}, ${m.solver.route}`],
      ["certificate", m.certificate.status],
      ["largest scaled residual", m.certificate.max_scaled_residual.toExponential(1)],
      ["Walras' law", m.certificate.walras_residual.toExponential(1)],
      ["gap of the welfare decomposition, relative to EV", m.welfare.decomposition_gap.toExponential(1)],
      ["equations", number(m.certificate.equations, 0)],
      ["seconds: solve, all", `${number(m.seconds.solve, 2)}, ${number(m.seconds.total, 2)}`],
      [
        "versions",
        Object.entries(m.versions)
          .map(([k, v]) => `${k} ${v}`)
          .join("; "),
      ],
    ],
    `setu run ${m.scenario_file} --database ${m.database.path}${m.solver.name === "newton" ? "" : ` --solver ${m.solver.name}`}${m.overrides.map((o) => ` --set '${o}'`).join("")}`,
  );
}

export const sections: Section[] = [
  { id: "welfare", title: "Welfare", fill: welfare },
  { id: "macro", title: "Economies", fill: macro },
  { id: "pair", title: "Trade between the two partners", fill: pair },
  { id: "changes", title: "Trade of everybody", fill: heat },
  { id: "diversion", title: "Trade creation and diversion", fill: diversion },
  { id: "sectors", title: "Sectors", fill: sectors },
  { id: "suppliers", title: "Supplier concentration", fill: suppliers },
  { id: "fund", title: "Fund", fill: fund },
  { id: "about", title: "Closure, database, certificate", fill: about },
];
