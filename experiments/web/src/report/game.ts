// A game: what each player has and chooses in the equilibrium and beside it, and why nobody deviates.
import { axis, grid, labels, legend } from "./chart_parts";
import { digitsFor, type Game } from "./data";
import { element, figure, sortableTable } from "./figure";
import { digitsOf, dots, numberOr, policyFacts, policyHead, unitName, welfare, welfareRows, withUnit } from "./policy_parts";
import { number } from "../shared/number";

const shownName = (state: string) => ({ Nash: "equilibrium", together: "best sum" })[state] ?? state;
/** Place of the first state's column in instruments.csv. */
const kFirstState = 5;

function objectives(section: HTMLElement, { states, manifest: { players } }: Game): void {
  const names = states.columns.slice(1),
    value = (k: number, at: number) => numberOr(states.rows[k]?.[1 + at]);
  section.append(element("h3", "What the players have"));
  for (const unit of [...new Set(players.map((player) => player.unit))]) {
    const here = players.flatMap((player, k) => (player.unit === unit ? [k] : [])),
      digits = digitsFor(here.flatMap((k) => names.map((_, at) => value(k, at))));
    const label = (k: number) => `${players[k]?.name ?? ""}: ${players[k]?.objective ?? ""}`;
    figure(
      section,
      "objectives",
      320,
      {
        legend: legend(),
        grid,
        xAxis: labels(here.map(label)),
        yAxis: axis(unitName(unit)),
        tooltip: {
          trigger: "axis",
          confine: true,
          valueFormatter: (each: unknown) => number(typeof each === "number" ? each : null, digits),
        },
        series: names.map((state, at) => ({ type: "bar", name: shownName(state), data: here.map((k) => value(k, at)) })),
      },
      {
        caption: withUnit("What the players aim at", unit),
        columns: ["", ...names.map(shownName)],
        digits: [0, ...names.map(() => digits)],
        rows: here.map((k) => [label(k), ...names.map((_, at) => value(k, at))]),
      },
      true,
    );
  }
}

function choices(section: HTMLElement, { instruments, manifest: { players } }: Game): void {
  const names = instruments.columns.slice(kFirstState);
  section.append(element("h3", "What they choose"));
  for (const player of players)
    for (const unit of [...new Set(instruments.rows.filter((row) => row[0] === player.name).map((row) => String(row[2])))]) {
      const rows = instruments.rows.filter((row) => row[0] === player.name && row[2] === unit),
        values = (at: number) => rows.map((row) => numberOr(row[kFirstState + at]));
      const digits = digitsOf(
        unit,
        rows.map((row) => numberOr(row[4])),
      );
      section.append(element("h4", player.name));
      dots(
        section,
        `choices_${player.name}`,
        `What ${player.name} chooses${unit === "%" ? ", per cent" : ""}`,
        unit,
        rows.map((row) => String(row[1])),
        rows.map((row) => [numberOr(row[3]) ?? 0, numberOr(row[4]) ?? 0]),
        names.map((state, at) => ({ name: shownName(state), values: values(at) })),
        {
          columns: ["", ...names.map(shownName), "least", "most"],
          digits: [0, ...names.map(() => digits), digits, digits],
          rows: rows.map((row) => [
            String(row[1]),
            ...names.map((_, at) => numberOr(row[kFirstState + at])),
            numberOr(row[3]),
            numberOr(row[4]),
          ]),
        },
      );
    }
}

/** What a player gains by leaving the equilibrium alone. */
function deviation({ best_deviation: gain, income, unit }: Game["manifest"]["players"][number]): string {
  if (!(gain > 0)) return "gains nothing by any deviation that was searched for";
  const amount = `${gain.toExponential(1)}${unit === "" ? "" : ` ${unit}`}`;
  return `gains by the best deviation that was found ${amount}, which is ${(gain / income).toExponential(1)} of the income it cares for`;
}

function proof(section: HTMLElement, { manifest: m }: Game): void {
  const list = element("ul");
  list.append(
    ...m.players.map((player) =>
      element(
        "li",
        `${player.name} ${deviation(player)}; its first-order conditions hold to ${player.first_order.toExponential(1)}, ` +
          `and the equilibrium is ${player.curvature <= 0 ? "a maximum to second order" : "not concave in all directions"} for it.`,
      ),
    ),
  );
  section.append(
    element("h3", "Why nobody deviates"),
    list,
    sortableTable({
      caption: `Each player's own best choice with the others at the equilibrium; ${String(m.searches)} searches`,
      columns: ["player", "first order", "largest curvature", "best deviation", "of income"],
      digits: [0, 0, 0, 0, 0],
      rows: m.players.map((player) => [
        player.name,
        player.first_order.toExponential(1),
        player.curvature.toExponential(1),
        player.best_deviation.toExponential(1),
        (player.best_deviation / player.income).toExponential(1),
      ]),
    }),
  );
}

export function gameSection(section: HTMLElement, game: Game): void {
  const m = game.manifest,
    states = game.states.columns.slice(1),
    quo = game.states.columns.indexOf("status quo");
  policyHead(section, m.title, game.headline);
  objectives(section, game);
  choices(section, game);
  section.append(element("h3", "All regions"));
  welfare(
    section,
    "regions",
    welfareRows(game.states, m.players.length),
    states.map((state, at) => ({ name: shownName(state), at: 1 + at })),
    quo,
  );
  proof(section, game);
  policyFacts(section, m, "game", [["rounds, joint steps", `${String(m.rounds)}, ${String(m.iterations)}`]]);
}
