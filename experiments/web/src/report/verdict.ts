// What the answer depends on: the sign of welfare under every variant of the battery, and where it turns.
import { headline } from "./chart_parts";
import { colour, element, figure, ink, tableOf } from "./figure";
import type { Choice } from "./section";
import type { Verdict } from "../shared/formats";
import { number, significant } from "../shared/number";

const standard = "Standard case";

interface Bar {
  title: string;
  value: number;
}

/** EV of a region in the standard case and in every variant that counts, the smallest first. */
function bars(verdict: Verdict, at: number): Bar[] {
  const counted = verdict.variants.filter((variant) => variant.state === "counted");
  return [
    { title: standard, value: verdict.results[at]?.central ?? 0 },
    ...counted.map((variant) => ({ title: variant.title, value: variant.values[at] ?? 0 })),
  ].sort((a, b) => a.value - b.value);
}

const signed = (value: number) => (value > 0 ? "+" : "") + number(value, Math.abs(value) >= 100 ? 0 : 1).replace("-", "−");

function chart(section: HTMLElement, verdict: Verdict, region: string): void {
  const at = verdict.results.findIndex((result) => result.name === `EV(${region})`),
    result = verdict.results[at];
  if (result === undefined) return;
  const name = verdict.regions.find((each) => each.region === region)?.name ?? region,
    all = bars(verdict, at);
  figure(
    section,
    `conditions_${region}`,
    90 + 26 * all.length,
    {
      title: {
        text: `${name}: welfare has the sign of the standard case in ${result.holds} of ${result.counted} variants`,
        subtext: "Equivalent variation, US$ million a year, by what is assumed instead; the standard case in the darker colour",
        left: 0,
        textStyle: { color: ink(), fontSize: 15 },
        subtextStyle: { color: ink(), fontSize: 12 },
      },
      grid: { left: 10, right: 70, top: 60, bottom: 10, containLabel: true },
      xAxis: { type: "value", axisLabel: { color: ink(), hideOverlap: true }, splitLine: { lineStyle: { color: colour("line") } } },
      yAxis: {
        type: "category",
        inverse: true,
        data: all.map(({ title }) => title),
        axisLabel: { color: ink(), interval: 0, width: 330, overflow: "break" },
        axisLine: { show: true, onZero: true, lineStyle: { color: ink() } },
        axisTick: { show: false },
      },
      series: [
        {
          type: "bar",
          data: all.map(({ title, value }) => ({
            value,
            itemStyle: { color: colour(value < 0 ? "loss" : "gain"), opacity: title === standard ? 1 : 0.7 },
            label: { position: "right", color: ink(), fontWeight: title === standard ? "bold" : "normal" },
          })),
          label: { show: true, color: ink(), formatter: ({ value }: { value: number }) => signed(value) },
        },
      ],
    },
    {
      caption: `Welfare of ${name} by what is assumed, US$ million`,
      columns: ["variant", "EV"],
      digits: [0, 1],
      rows: all.map(({ title, value }) => [title, value]),
    },
  );
}

function signs(verdict: Verdict): HTMLElement {
  return tableOf({
    caption: "In how many variants each result has the sign of the standard case",
    columns: ["result", "standard", "least", "most", "sign holds in", "flipped by"],
    digits: [0, 3, 3, 3, 0, 0],
    rows: verdict.results.map((result) => [
      `${result.region} ${result.label}, ${result.unit}`,
      result.central,
      result.least,
      result.most,
      `${result.holds} of ${result.counted}`,
      result.flipped_by.join(", ") || "none",
    ]),
  });
}

function turns(verdict: Verdict): HTMLElement[] {
  if (verdict.break_evens === undefined) return [];
  return [
    tableOf({
      caption: "Break-even: at which value of one number welfare is zero",
      columns: ["number", "EV of", "zero at", "gains", "plausible", "searched"],
      digits: [0, 0, 0, 0, 0, 0],
      rows: verdict.break_evens.map((b) => [
        b.title,
        b.region,
        b.value === undefined ? (b.state === "unknown" ? "unknown" : "nowhere") : significant(b.value, 4),
        b.positive ?? "",
        `${significant(b.plausible_least, 3)} to ${significant(b.plausible_most, 3)}`,
        `${significant(b.least, 3)} to ${significant(b.most, 3)}`,
      ]),
    }),
  ];
}

export function conditions(section: HTMLElement, { run, region }: Choice): void {
  const { verdict } = run;
  if (verdict === undefined) {
    section.append(element("p", `This run has no verdict: setu verdict ${run.manifest.scenario_file} gives it.`));
    return;
  }
  section.append(headline(verdict.sentences));
  const chosen = verdict.regions.some((each) => each.region === region) ? region : verdict.regions[0]?.region;
  if (chosen !== undefined) chart(section, verdict, chosen);
  section.append(signs(verdict), ...turns(verdict));
  const unknown = verdict.variants.filter((variant) => variant.state === "unknown" || variant.state === "left out");
  for (const variant of unknown) section.append(element("p", `${variant.title}: ${variant.reason ?? ""}`, "note"));
}
