// Welfare by region, where it comes from, and by policy.
import { axis, labels, legend, tooltip } from "./chart_parts";
import { regionsOf, valueOf, type Run } from "./data";
import { element, figure, tableOf } from "./figure";
import type { Choice } from "./section";
import { besideRun } from "./sensitivity";
import { number } from "../shared/number";
import { lines } from "../shared/tooltip";

/** Parts of EV under the headings of setu's tables. */
function partsOf(run: Run, region: string): [string, number][] {
  const sums = new Map<string, number>(),
    headings = new Map(run.manifest.headings.map(({ name, heading }) => [name, heading]));
  for (const [of, name, group, value] of run.welfare) {
    if (of !== region || group !== "all" || name === "EV") continue;
    const title = headings.get(name) ?? name;
    sums.set(title, (sums.get(title) ?? 0) + value);
  }
  return [...sums].filter(([, value]) => Math.abs(value) >= 1e-6);
}

export function welfare(section: HTMLElement, { runs, run, region, sensitivity }: Choice): void {
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
  const { decomposition, decomposition_note } = run.manifest.welfare;
  if (decomposition) section.append(element("p", decomposition_note ?? decomposition));
  if (decomposition === "left out") return;
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
        formatter: (at: { dataIndex: number; name: string }) => lines(`${at.name}: ${number(bars[at.dataIndex]?.value ?? null)}`),
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
