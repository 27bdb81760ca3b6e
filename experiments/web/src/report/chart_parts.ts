// What the charts of all sections have in common.
import { colour, element, ink } from "./figure";
import { number } from "../shared/number";

export const axis = (name: string) => ({
  type: "value",
  name,
  axisLabel: { color: ink() },
  nameTextStyle: { color: ink(), align: "left" },
  splitLine: { lineStyle: { color: colour("line") } },
});
export const labels = (data: string[], rotate = 0) => ({ type: "category", data, axisLabel: { color: ink(), interval: 0, rotate } });
export const tooltip = { trigger: "axis", valueFormatter: (value: unknown) => number(typeof value === "number" ? value : null, 2) };
export const legend = () => ({
  type: "scroll",
  top: 0,
  textStyle: { color: ink() },
  pageTextStyle: { color: ink() },
  pageIconColor: ink(),
});
export const grid = { left: 10, right: 20, top: 50, bottom: 10, containLabel: true };

export function percent(flow: { before: number; after: number } | undefined): number | null {
  return flow !== undefined && flow.before > 0 ? 100 * (flow.after / flow.before - 1) : null;
}

export function headline(sentences: string[]): HTMLElement {
  const list = element("ul", "", "headline");
  list.append(...sentences.map((sentence) => element("li", sentence)));
  return list;
}

/** What a reader must know before the numbers; nothing where there is nothing. */
export function warnings(sentences: string[] | undefined): HTMLElement[] {
  if (sentences === undefined || sentences.length === 0) return [];
  const list = element("ul", "", "warnings");
  list.append(...sentences.map((sentence) => element("li", sentence)));
  return [list];
}

/** What a result is from, and the command that gives it again. */
export function facts(section: HTMLElement, rows: [string, string][], command: string): void {
  const list = element("dl"),
    again = element("pre", command);
  for (const [key, value] of rows) list.append(element("dt", key), element("dd", value));
  again.tabIndex = 0;
  section.append(list, element("h3", "To reproduce it"), again);
}
