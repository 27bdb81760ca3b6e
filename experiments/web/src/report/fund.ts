// The fund's windows, what a dollar of it moves, and where that is missing.
import { axis, grid, labels, tooltip } from "./chart_parts";
import { type Run } from "./data";
import { element, figure, tableOf } from "./figure";
import type { Choice } from "./section";
import { number } from "../shared/number";

const all = "All windows";

/** What summary.csv tells of the fund. */
function facts(run: Run) {
  const of = run.summary.filter((row) => row[1].startsWith("fund ")),
    windows = [...new Set(of.map((row) => row[2]))];
  const capital = run.summary.filter((row) => row[1].startsWith("capital of "));
  return {
    windows,
    host: of[0]?.[0] ?? "",
    owner: capital[0]?.[1].slice("capital of ".length) ?? "",
    places: [...new Set(capital.map((row) => row[0]))],
    window: (name: string, measure: string) => of.find((row) => row[2] === name && row[1] === `fund ${measure}`)?.[4] ?? null,
    place: (name: string, unit: string) => capital.find((row) => row[0] === name && row[3] === unit)?.[4] ?? null,
  };
}

export function fund(section: HTMLElement, { run }: Choice): void {
  const { windows, host, owner, places, window, place } = facts(run);
  if (windows.length === 0) {
    section.append(element("p", "This run has no fund."));
    return;
  }
  const leverage = window(all, "leverage"),
    elsewhere = places.filter((r) => r !== host && r !== owner);
  const crowding = (names: string[]) => names.reduce((sum, r) => sum + (place(r, "% of the gain") ?? 0), 0);
  if (leverage !== null)
    section.append(
      element(
        "p",
        `A dollar of the fund a year moves US$ ${number(leverage, 3)} of yearly income of ${owner}'s capital ` +
          `into its windows in ${host}. ` +
          `Of what ${host} gains of that capital ${number(crowding(elsewhere))} % is missing in other hosts ` +
          `and ${number(crowding([owner]))} % in ${owner} itself.`,
      ),
    );
  if (run.manifest.groups.length > 1)
    section.append(
      element("p", "Capital moves by all shocks of the scenario together; a scenario of the fund alone tells its own part.", "note"),
    );
  const columns = ["outlay", "subsidy rate", "capital", "leverage", "capital of others"];
  section.append(
    tableOf({
      caption: `The fund's windows: ${owner} subsidises its capital in ${host}`,
      columns: [
        "window",
        "outlay, US$ million",
        "subsidy rate, %",
        "capital moved there, US$ million",
        "leverage, US$ per US$",
        "capital of others there, US$ million",
      ],
      digits: [0, 1, 2, 1, 3, 1],
      rows: windows.map((name) => [name, ...columns.map((measure) => window(name, measure))]),
    }),
    element("h3", `Where ${owner}'s capital goes, and where it is missing`),
  );
  figure(
    section,
    `capital_of_${owner}`,
    320,
    {
      tooltip,
      grid,
      xAxis: labels(places),
      yAxis: axis("US$ million"),
      series: [{ type: "bar", name: "change", data: places.map((r) => place(r, "US$ million change")) }],
    },
    {
      caption: `Capital of ${owner} by place: yearly income at the returns before the shock, US$ million`,
      digits: [0, 1, 3, 1, 1],
      columns: ["place", "before, US$ million", "change, %", "change, US$ million", "crowding-out, % of the host's gain"],
      rows: places.map((r) => [
        r,
        place(r, "US$ million"),
        place(r, "% change"),
        place(r, "US$ million change"),
        place(r, "% of the gain"),
      ]),
    },
    true,
  );
}
