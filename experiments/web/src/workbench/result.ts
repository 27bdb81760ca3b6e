// What the page shows of an answer: charts, and the table of the economies.
import { number } from "../shared/number";
import type { Answer, Decomposition, FlowRow, IndexRow, Question } from "./api";
import { draw, type Series } from "./charts";
import { byId, fillTable, type Cell } from "./elements";
import * as sources from "./sources";
import type { Source } from "./sources";

/** An answer and what was asked. */
export interface Result {
  answer: Answer;
  question: Question;
}
export type Open = (question: Question, source: Source) => void;

const indices: [Exclude<keyof IndexRow, "region">, string, string, number][] = [
  ["real_gdp", "qgdp", "Real GDP, %", 3],
  ["terms_of_trade", "tot", "Terms of trade, %", 3],
  ["consumer_prices", "ppriv", "Consumer prices, %", 3],
  ["export_volume", "qxwreg", "Exports, vol. %", 2],
  ["import_volume", "qmwreg", "Imports, vol. %", 2],
];

const evOf = ({ answer }: Result, region: string): number | null => answer.welfare.find((w) => w.region === region)?.ev ?? null;
const change = (flow: FlowRow | undefined): number | null => (flow ? flow.after - flow.before : null);

/** The indices follow with the decomposition; "…" until then. */
function showEconomies(now: Result, pinned: Result | undefined, decomposed: Decomposition | undefined, open: Open): void {
  const asked = (question: Question) => (source: Source) => open(question, source);
  const here = asked(now.question);
  const rows = now.answer.welfare.map((w, at) => {
    const cells: Cell[] = [{ text: number(w.ev), source: sources.ev(w.region), open: here, ev: w.region }];
    if (pinned) cells.push({ text: number(evOf(pinned, w.region)), source: sources.ev(w.region), open: asked(pinned.question) });
    cells.push({ text: number(w.percent_of_income, 3), source: sources.percentOfIncome(w.region), open: here });
    for (const [key, variable, title, digits] of indices)
      cells.push(
        decomposed
          ? {
              text: number(decomposed.indices[at]?.[key] ?? null, digits),
              source: sources.pathIndex(title, variable, w.region),
              open: here,
            }
          : { text: "…" },
      );
    cells.push({
      text: number(now.answer.economies[at]?.trade_balance_change ?? null),
      source: sources.economy("del_tbal", w.region),
      open: here,
    });
    return { name: w.region, cells };
  });
  const titles = [
    "",
    "EV, US$ mn",
    ...(pinned ? ["pinned EV, US$ mn"] : []),
    "% of income",
    ...indices.map(([, , title]) => title),
    "Trade balance, US$ mn",
  ];
  fillTable(byId<HTMLTableElement>("economies"), titles, rows);
}

/** Draws `now`, with `pinned` beside it where there is one; `region`'s sectors and partners. `decomposed` is of `now`. */
export function showResult(
  now: Result,
  pinned: Result | undefined,
  decomposed: Decomposition | undefined,
  region: string,
  open: Open,
): void {
  const { answer } = now;
  const regions = answer.welfare.map((w) => w.region);
  const series = (name: string, from: Result, of: (from: Result) => (number | null)[], origin: Source[]): Series => ({
    name,
    values: of(from),
    sources: origin,
    open: (source) => open(from.question, source),
  });
  const both = (of: (from: Result) => (number | null)[], origin: Source[]): Series[] => [
    series("now", now, of, origin),
    ...(pinned ? [series("pinned", pinned, of, origin)] : []),
  ];
  draw("welfare", {
    title: "Welfare by region: equivalent variation, US$ million",
    categories: regions,
    digits: 1,
    series: both((from) => regions.map((r) => evOf(from, r)), regions.map(sources.ev)),
  });
  const goods = [...new Set(answer.pair_trade.map((t) => t.commodity))];
  const [a, b] = answer.pair;
  byId("pair").hidden = a === undefined;
  if (a !== undefined && b !== undefined) {
    const flows = (from: string, to: string): Series =>
      series(
        `${from} to ${to}`,
        now,
        () => goods.map((g) => change(answer.pair_trade.find((t) => t.commodity === g && t.exporter === from))),
        goods.map((g) => sources.exportsFob([g], from, to)),
      );
    draw("pair", {
      title: `Trade between ${a} and ${b}: change, US$ million FOB`,
      categories: goods,
      digits: 1,
      series: [flows(a, b), flows(b, a)],
    });
  }
  const sectors = answer.sectors.filter((s) => s.region === region).map((s) => s.sector);
  draw("sectors", {
    title: `Output of ${region} by sector: change, %`,
    categories: sectors,
    digits: 2,
    series: both(
      (from) => sectors.map((s) => from.answer.sectors.find((x) => x.region === region && x.sector === s)?.output ?? null),
      sectors.map((s) => sources.output(s, region)),
    ),
  });
  const partners = regions.filter((r) => r !== region);
  draw("exports", {
    title: `Exports of ${region} by destination: change, US$ million FOB`,
    categories: partners,
    digits: 1,
    series: both(
      (from) => partners.map((p) => change(from.answer.trade.find((t) => t.exporter === region && t.importer === p))),
      partners.map((p) => sources.exportsFob(answer.commodities, region, p)),
    ),
  });
  showEconomies(now, pinned, decomposed, open);
}

/** The waterfall of `region`'s welfare. */
export function showDecomposition(decomposition: Decomposition, question: Question, region: string, open: Open): void {
  const total = decomposition.welfare.find((w) => w.region === region)?.ev ?? null;
  const titles = decomposition.parts.map((part) => part.title);
  draw("decomposition", {
    title: `Where the welfare change of ${region} comes from, US$ million`,
    categories: [...titles, "EV"],
    digits: 1,
    waterfall: true,
    series: [
      {
        name: "US$ million",
        values: [...decomposition.parts.map((part) => part.by_region[region] ?? null), total],
        sources: [...titles.map((title) => sources.welfarePart(title, region)), sources.ev(region)],
        open: (source) => open(question, source),
      },
    ],
  });
}

/** The result in one sentence. */
export function headline({ answer }: Result): string {
  const first = answer.highlight[0] ?? answer.welfare[0]?.region;
  const row = answer.welfare.find((w) => w.region === first);
  if (!row) return "";
  const world = answer.welfare.reduce((sum, w) => sum + w.ev, 0);
  const verb = row.ev < 0 ? "loses" : "gains";
  const share = `${number(row.percent_of_income, 3)} % of income`;
  return `${row.region} ${verb} US$ ${number(Math.abs(row.ev))} million a year (${share}); the world: ${number(world)} million.`;
}
