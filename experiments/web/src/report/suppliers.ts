// How concentrated the suppliers of a region are, and the share of one of them.
import { axis, grid, labels, legend, tooltip } from "./chart_parts";
import { commoditiesOf, pairOf, regionsOf, trade, type Run, type TradeRow } from "./data";
import { chooser, element, figure, forgetCharts, sortableTable } from "./figure";
import type { Choice } from "./section";

let chosen = ""; // by the reader

/** The largest foreign supplier of `region` outside the pair. */
function largestOutside(run: Run, region: string): string {
  const others = regionsOf(run).filter((r) => r !== region && !pairOf(run).includes(r));
  const sales = others.map((s) => trade(run, (row) => row[1] === s && row[2] === region).before);
  return others[sales.indexOf(Math.max(...sales))] ?? "";
}

type Shares = [before: number | null, after: number | null];

/** Per cent of the foreign supplies among `flows`. */
function share(flows: TradeRow[], supplier: string): Shares {
  return ([3, 4] as const).map((at) => {
    const all = flows.reduce((sum, row) => sum + row[at], 0);
    return all > 0 ? (100 * flows.filter((row) => row[1] === supplier).reduce((sum, row) => sum + row[at], 0)) / all : null;
  }) as Shares;
}

/** 10,000 times the sum of squared shares. */
function hhi(flows: TradeRow[]): Shares {
  const of = [...new Set(flows.map((row) => row[1]))].map((supplier) => share(flows, supplier));
  return ([0, 1] as const).map((at) => (of.length === 0 ? null : of.reduce((sum, s) => sum + (s[at] ?? 0) ** 2, 0))) as Shares;
}

function largest(flows: TradeRow[]): string {
  const sums = new Map<string, number>();
  for (const row of flows) sums.set(row[1], (sums.get(row[1]) ?? 0) + row[3]);
  return [...sums].sort((x, y) => y[1] - x[1])[0]?.[0] ?? "–";
}

export function suppliers(section: HTMLElement, { run, region, supplier: given }: Choice): void {
  const others = regionsOf(run).filter((r) => r !== region);
  const supplier =
    [chosen, given, run.manifest.report.supplier ?? "", largestOutside(run, region)].find((name) => others.includes(name)) ?? "";
  const flows = run.bilateral.filter((row) => row[2] === region && row[1] !== region);
  const goods = [...commoditiesOf(run).map((c) => ({ name: c, flows: flows.filter((row) => row[0] === c) })), { name: "All", flows }];
  const place = element("div");
  const show = (of: string) => {
    forgetCharts(place);
    place.replaceChildren();
    const shares = goods.map((good) => share(good.flows, of));
    figure(
      place,
      `share_of_${of}_in_${region}`,
      320,
      {
        legend: legend(),
        tooltip,
        grid,
        xAxis: labels(
          goods.map((good) => good.name),
          45,
        ),
        yAxis: axis("%"),
        series: (["before", "after"] as const).map((name, at) => ({ type: "bar", name, data: shares.map((s) => s[at]) })),
      },
      {
        caption: `Share of ${of} in the foreign supplies of ${region}, % by value FOB`,
        digits: [0, 2, 2, 2],
        columns: ["commodity", "before", "after", "change, points"],
        rows: goods.map((good, at) => {
          const [before, after] = shares[at] ?? [null, null];
          return [good.name, before, after, before === null || after === null ? null : after - before];
        }),
      },
    );
    place.append(
      sortableTable(
        {
          caption: `How concentrated the foreign suppliers of ${region} are, by value FOB`,
          digits: [0, 0, 0, 0, 2, 2, 2, 2],
          columns: [
            "commodity",
            "HHI before",
            "HHI after",
            "largest supplier",
            "its share before, %",
            "its share after, %",
            `${of} before, %`,
            `${of} after, %`,
          ],
          rows: goods.map((good, at) => [
            good.name,
            ...hhi(good.flows),
            largest(good.flows),
            ...share(good.flows, largest(good.flows)),
            ...(shares[at] ?? [null, null]),
          ]),
        },
        true,
      ),
    );
  };
  section.append(
    element(
      "p",
      "Herfindahl–Hirschman index of foreign suppliers, 10,000 for a single one; the largest supplier is that before the shock.",
      "note",
    ),
    chooser("Share of", others, others.indexOf(supplier), (at) => {
      chosen = others[at] ?? "";
      show(chosen);
    }),
    place,
  );
  show(supplier);
}
