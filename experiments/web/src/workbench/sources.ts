// Which variables of the model a number on the page comes from, and how (docs/equations.md).

export interface VariableName {
  variable: string;
  elements: string[];
}
/** A variable itself, or what a formula makes of several. */
export interface Source {
  title: string;
  formula?: string;
  of: VariableName[];
}

const plain = (variable: string, ...elements: string[]): Source => ({
  title: `${variable}(${elements.join(",")})`,
  of: [{ variable, elements }],
});

export const ev = (region: string): Source => plain("EV", region);
export const output = (sector: string, region: string): Source => plain("qo", sector, region);
export const economy = (variable: string, region: string): Source => plain(variable, region);

/** An index of a whole economy, which the run integrates and the model has in another form. */
export function pathIndex(title: string, variable: string, region: string): Source {
  return {
    title: `${title.replace(", %", "").replace(", vol. %", ", volume")} of ${region}`,
    formula:
      "A Divisia index, integrated along the path of the shock as setu run does it (docs/equations.md). " +
      "The equations hold an index of the same name between the two ends, which may differ from it in the third digit.",
    of: [{ variable, elements: [region] }],
  };
}

export function percentOfIncome(region: string): Source {
  const of = [
    { variable: "EV", elements: [region] },
    { variable: "y", elements: [region] },
  ];
  return { title: `EV of ${region}, % of income`, formula: `100 · EV(${region}) / Y(${region}), income Y before the change`, of };
}

/** Trade in `goods` at FOB prices, equation [16.1]. */
export function exportsFob(goods: string[], from: string, to: string): Source {
  const of = goods.flatMap((c) => ["qxs", "pfob"].map((variable) => ({ variable, elements: [c, from, to] })));
  return {
    title: `Exports of ${goods.length === 1 ? `${goods[0] ?? ""} from ` : ""}${from} to ${to}`,
    formula:
      `${goods.length === 1 ? "" : "Σ over goods c of "}VFOB(c,${from},${to}) · ( exp(pfob + qxs) − 1 ), [16.1]: ` +
      "the new value less the old one",
    of,
  };
}

export function welfarePart(title: string, region: string): Source {
  return {
    title: `${title}, ${region}`,
    formula:
      "An integral along the path of the shock, which no single value gives: docs/welfare.md states each of the parts. " +
      "All parts together are EV.",
    of: [{ variable: "EV", elements: [region] }],
  };
}
