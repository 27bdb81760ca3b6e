// The best policy: what is chosen, what comes of it, what must hold and at what price, and the proof.
import type { Best } from "./data";
import { element, sortableTable } from "./figure";
import { digitsOf, dots, numberOr, policyFacts, policyHead, significant, welfare, welfareRows, type Row } from "./policy_parts";
import { number } from "../shared/number";

/** Places of the columns of instruments.csv and outcomes.csv. */
const kUnit = 1,
  kBefore = 2,
  kChosen = 3,
  kLeast = 4,
  kMost = 5,
  kPrice = 6;
const at = (row: Row, column: number) => numberOr(row[column]) ?? 0;
const change = (row: Row) => at(row, kChosen) - at(row, kBefore);

/** "least", "most" where an instrument stands at an end of its range. */
function heldAt(row: Row): string {
  const room = 1e-9 * (at(row, kMost) - at(row, kLeast));
  return at(row, kChosen) - at(row, kLeast) <= room ? "least" : at(row, kMost) - at(row, kChosen) <= room ? "most" : "–";
}

function instruments(section: HTMLElement, { instruments: { rows }, manifest: m }: Best): void {
  const units = [...new Set(rows.map((row) => String(row[kUnit])))];
  section.append(
    element("h3", "What is chosen"),
    element(
      "p",
      `Those that change most stand first. Worth of room: ${m.objective_unit === "" ? "objective" : m.objective_unit} ` +
        "gained if the end that holds an instrument gave way by one percentage point, per cent or unit.",
      "note",
    ),
  );
  for (const unit of units) {
    const sorted = rows.filter((row) => row[kUnit] === unit).sort((a, b) => Math.abs(change(b)) - Math.abs(change(a)));
    const digits = digitsOf(
      unit,
      sorted.map((row) => numberOr(row[kChosen])),
    );
    dots(
      section,
      `instruments${units.length > 1 ? `_${units.indexOf(unit) + 1}` : ""}`,
      `The instruments before and at the best${unit === "%" ? ", per cent" : ""}`,
      unit,
      sorted.map((row) => String(row[0])),
      sorted.map((row) => [at(row, kLeast), at(row, kMost)]),
      [
        { name: "status quo", values: sorted.map((row) => at(row, kBefore)) },
        { name: "chosen", values: sorted.map((row) => at(row, kChosen)) },
      ],
      {
        columns: ["", "status quo", "chosen", "change", "least", "most", "held at", "worth of room"],
        digits: [0, digits, digits, digits, digits, digits, 0, 4],
        rows: sorted.map((row) => [
          String(row[0]),
          at(row, kBefore),
          at(row, kChosen),
          change(row),
          at(row, kLeast),
          at(row, kMost),
          heldAt(row),
          at(row, kPrice) === 0 ? null : Math.abs(at(row, kPrice)),
        ]),
      },
    );
  }
}

function constraints(section: HTMLElement, { outcomes, manifest: m }: Best): void {
  const rows = outcomes.rows.slice(1, 1 + m.constraints);
  if (rows.length === 0) return;
  const list = element("ul");
  list.append(...m.prices.map((sentence) => element("li", sentence)));
  const shown = (cell: string | number | null | undefined, row: Row) => {
    const value = numberOr(cell);
    return value === null ? "–" : number(value, digitsOf(String(row[kUnit]), [value]));
  };
  section.append(
    element("h3", "What must hold"),
    m.prices.length > 0 ? list : element("p", "No constraint binds: the best would be the same without them."),
    sortableTable({
      caption: "Constraints; the shadow price is what the objective gains where the bound is raised by one",
      columns: ["", "unit", "status quo", "chosen", "at least", "at most", "binds", "shadow price"],
      digits: [0, 0, 0, 0, 0, 0, 0, 4],
      rows: rows.map((row) => [
        String(row[0]),
        String(row[kUnit]),
        shown(row[kBefore], row),
        shown(row[kChosen], row),
        shown(row[kLeast], row),
        shown(row[kMost], row),
        at(row, kPrice) === 0 ? "no" : "yes",
        numberOr(row[kPrice]),
      ]),
    }),
  );
}

function certificate(section: HTMLElement, { manifest: m }: Best): void {
  const { best, starts } = m,
    size = 1 + Math.abs(best.objective);
  const here = starts.filter((start) => start.certified && Math.abs(start.objective - best.objective) <= 1e-6 * size).length;
  const rows: [string, string, string][] = [
    ["equilibrium", best.equilibrium_residual.toExponential(1), "the largest scaled residual of the model's equations"],
    [
      "conditions of an optimum",
      best.kkt.stationarity.toExponential(1),
      "what is left of the gradient that no binding bound explains; certified up to 1e-6",
    ],
    ["violation", best.kkt.violation.toExponential(1), "the largest of a constraint or range"],
    [
      "second order",
      best.kkt.second_order ? "holds" : "does not hold",
      best.kkt.free_directions === 0
        ? "bounds leave no direction free"
        : `${best.kkt.free_directions === 1 ? "1 direction is" : `${String(best.kkt.free_directions)} directions are`} free; ` +
          `the largest curvature is ${best.kkt.largest_curvature.toExponential(1)}, and a maximum has none above 0`,
    ],
    [
      "searches from different starts",
      `${String(here)} of ${String(starts.length)} end here`,
      `${String(starts.filter((start) => start.certified).length)} end certified`,
    ],
  ];
  if (m.check !== undefined && m.disagreement !== undefined)
    rows.push(["the other method", m.disagreement.toExponential(1), "the largest difference of an instrument, relative to its range"]);
  const list = element("ul");
  list.append(...rows.map(([name, value, meaning]) => element("li", `${name}: ${value}; ${meaning}`)));
  section.append(element("h3", "Why this is a (local) optimum"), list);
  if (starts.length > 1)
    section.append(
      sortableTable({
        caption: "The searches",
        columns: ["search", m.objective, "certified", "message"],
        digits: [
          0,
          digitsOf(
            "",
            starts.map((start) => start.objective),
          ),
          0,
          0,
        ],
        rows: starts.map((start, k) => [String(k + 1), start.objective, start.certified ? "yes" : "no", start.message]),
      }),
    );
}

export function optimumSection(section: HTMLElement, best: Best): void {
  const m = best.manifest;
  policyHead(section, m.title, best.headline);
  instruments(section, best);
  section.append(element("h3", "What comes of it"));
  welfare(
    section,
    "outcomes",
    welfareRows(best.outcomes, 1 + m.constraints),
    [
      { name: "status quo", at: kBefore },
      { name: "chosen", at: kChosen },
    ],
    kBefore,
  );
  constraints(section, best);
  certificate(section, best);
  policyFacts(section, m, "optimise", [["objective", `${m.objective}: ${significant(m.best.objective, 7)} ${m.objective_unit}`]]);
}
