// What the report shows of one run, section by section.
import { axis, facts, labels, tooltip } from "./chart_parts";
import { regionsOf, valueOf } from "./data";
import { figure, sortableTable } from "./figure";
import { fund } from "./fund";
import { money } from "./money";
import type { Choice, Section } from "./section";
import { suppliers } from "./suppliers";
import { diversion, heat, pair } from "./trade";
import { conditions } from "./verdict";
import { welfare } from "./welfare";
import { number } from "../shared/number";

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
      ["database", m.database.name],
      ["database hash", m.database.hash],
      ["closure signature", m.closure.signature],
      ["solver", `${m.solver.name}, ${m.solver.route}`],
      ["certificate", m.certificate.status],
      ["largest scaled residual", m.certificate.max_scaled_residual.toExponential(1)],
      ["Walras' law", m.certificate.walras_residual.toExponential(1)],
      ["welfare decomposition", m.welfare.decomposition ?? "complete"],
      ["gap of the welfare decomposition, relative to EV", m.welfare.decomposition_gap.toExponential(1)],
      ["equations", number(m.certificate.equations, 0)],
      [
        "versions",
        Object.entries(m.versions)
          .map(([k, v]) => `${k} ${v}`)
          .join("; "),
      ],
    ],
    [
      `setu run ${m.scenario_file} --database ${m.database.name}`,
      ...(m.solver.name === "newton" ? [] : [`--solver ${m.solver.name}`]),
      ...m.overrides.map((o) => `--set '${o}'`),
    ].join(" "),
  );
}

export const sections: Section[] = [
  { id: "welfare", title: "Welfare", fill: welfare },
  { id: "conditions", title: "What the answer depends on", fill: conditions },
  { id: "money", title: "Public money and people", fill: money },
  { id: "macro", title: "Economies", fill: macro },
  { id: "pair", title: "Trade between the two partners", fill: pair },
  { id: "changes", title: "Trade of everybody", fill: heat },
  { id: "diversion", title: "Trade creation and diversion", fill: diversion },
  { id: "sectors", title: "Sectors", fill: sectors },
  { id: "suppliers", title: "Supplier concentration", fill: suppliers },
  { id: "fund", title: "Fund", fill: fund },
  { id: "about", title: "Closure, database, certificate", fill: about },
];
