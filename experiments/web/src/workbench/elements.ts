// Elements and tables.
import type { Source } from "./sources";

export function byId<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element ${id}`);
  return element as T;
}

export function element<K extends keyof HTMLElementTagNameMap>(kind: K, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(kind);
  made.textContent = text;
  return made;
}

export function button(text: string, act: () => void): HTMLButtonElement {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** A number, and what to ask about it where it has a source. */
export interface Cell {
  text: string;
  source?: Source;
  open?: (source: Source) => void;
  ev?: string;
}

/** Fills `table`; the first column and row are headings. Numbers with a source are buttons that open it. */
export function fillTable(table: HTMLTableElement, titles: string[], rows: { name: string; cells: Cell[] }[]): void {
  const heading = (text: string, scope: "col" | "row"): HTMLElement =>
    Object.assign(element(text === "" ? "td" : "th", text), text === "" ? {} : { scope });
  const head = element("tr");
  head.append(...titles.map((title) => heading(title, "col")));
  const body = rows.map(({ name, cells }) => {
    const row = element("tr");
    row.append(heading(name, "row"));
    for (const [at, { text, source, open, ev }] of cells.entries()) {
      const box = row.insertCell();
      if (ev !== undefined) box.dataset["ev"] = ev;
      if (source === undefined || open === undefined || text === "–") {
        box.textContent = text;
        continue;
      }
      const ask = button(text, () => open(source));
      ask.className = "number";
      ask.setAttribute("aria-label", `${text}: ${titles[at + 1] ?? ""}, ${name}; show its equation`);
      box.append(ask);
    }
    return row;
  });
  table.replaceChildren(head, ...body);
}
