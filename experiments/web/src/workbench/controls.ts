// Sliders and choices.
import type { Cut, Database, Lever } from "./api";
import { upTo } from "../shared/number";

/** Fills `select`; each entry is a value and what is shown. */
export function fill(select: HTMLSelectElement, entries: [string, string][], chosen?: string): void {
  select.replaceChildren(...entries.map(([value, text]) => new Option(text, value, false, value === chosen)));
}

/** "all", the aliases of a set, and its elements. */
export function choices(database: Database, set: "REG" | "COMM"): [string, string][] {
  const elements = set === "REG" ? database.regions : database.commodities;
  const aliases = Object.entries(database.aliases[set] ?? {});
  return [
    ["all", "all"],
    ...aliases.map(([name]): [string, string] => [name, `${name} (group)`]),
    ...elements.map((e): [string, string] => [e, e]),
  ];
}

interface Range {
  min: number;
  max: number;
  step: number;
}

/** How far a number of the scenario can be dragged. */
function rangeOf(lever: Lever): Range {
  const key = lever.key.slice(lever.key.lastIndexOf(".") + 1);
  if (key === "cut") return { min: 0, max: 100, step: 1 };
  if (key === "share" || key === "host_copay" || key === "utilisation") return { min: 0, max: 1, step: 0.01 };
  const reach = 3 * Math.max(Math.abs(lever.value), 1);
  return { min: lever.value < 0 ? -reach : 0, max: reach, step: reach / 300 };
}

export interface SliderHandle {
  row: HTMLElement;
  input: HTMLInputElement;
  show: () => void;
}

/** A labelled slider. `released` is called when it is let go, by mouse or key. */
export function slider(label: string, value: number, range: Range, released: () => void): SliderHandle {
  const row = document.createElement("label");
  const input = document.createElement("input");
  const output = document.createElement("output");
  Object.assign(input, { type: "range", min: String(range.min), max: String(range.max), step: String(range.step), value: String(value) });
  const show = (): void => {
    output.value = upTo(Number(input.value), 2);
    input.setAttribute("aria-valuetext", output.value);
  };
  input.addEventListener("input", show);
  input.addEventListener("change", released);
  row.append(label, output, input);
  show();
  return { row, input, show };
}

/** The scenario's own numbers; those that were moved are what `settings` gives. */
export class Levers {
  private moved = new Map<string, number>();

  constructor(
    private readonly box: HTMLElement,
    private readonly released: () => void,
  ) {}

  show(levers: Lever[]): void {
    this.moved.clear();
    this.box.querySelectorAll("label, p").forEach((row) => row.remove());
    const windows: { lever: Lever; handle: SliderHandle }[] = [];
    for (const lever of levers) {
      const handle = slider(`${lever.on}: ${lever.key}`, lever.value, rangeOf(lever), () => {
        this.moved.set(lever.key, Number(handle.input.value));
        if (lever.what === "window") this.share(windows, lever);
        this.released();
      });
      if (lever.what === "window") windows.push({ lever, handle });
      this.box.append(handle.row);
    }
    if (levers.length > 0) return;
    const none = document.createElement("p");
    none.textContent = "This scenario holds no numbers to drag.";
    this.box.append(none);
  }

  settings(): { key: string; value: number }[] {
    return [...this.moved].map(([key, value]) => ({ key, value }));
  }

  /** The shares of a fund's windows add up to 1: the others make room for the one that moved. */
  private share(windows: { lever: Lever; handle: SliderHandle }[], lever: Lever): void {
    const others = windows.filter((w) => w.lever !== lever);
    const left = 1 - (this.moved.get(lever.key) ?? 0);
    const now = (w: { lever: Lever }): number => this.moved.get(w.lever.key) ?? w.lever.value;
    const sum = others.reduce((total, w) => total + now(w), 0);
    for (const w of others) {
      const value = sum > 0 ? (now(w) * left) / sum : left / others.length;
      this.moved.set(w.lever.key, value);
      w.handle.input.value = String(value);
      w.handle.show();
    }
  }
}

const kinds: Record<Cut["kind"], string> = { tariff: "Tariff", export_tax: "Export tax", non_tariff: "Non-tariff" };

/** Cuts on top of the scenario. */
export class Cuts {
  private cuts: { cut: Cut; row: HTMLElement }[] = [];

  constructor(
    private readonly box: HTMLElement,
    private readonly released: () => void,
  ) {}

  /** False where the same slider is there already. */
  add(cut: Cut): boolean {
    const same = (c: Cut): boolean =>
      c.kind === cut.kind && c.commodities === cut.commodities && c.exporters === cut.exporters && c.importers === cut.importers;
    if (this.cuts.some((entry) => same(entry.cut))) return false;
    const name = `${kinds[cut.kind]} cut %: ${cut.commodities}, ${cut.exporters} to ${cut.importers}`;
    const range = cut.kind === "non_tariff" ? { min: 0, max: 20, step: 0.25 } : { min: 0, max: 100, step: 1 };
    const row = document.createElement("div");
    const handle = slider(name, cut.cut, range, () => {
      cut.cut = Number(handle.input.value);
      this.released();
    });
    const remove = document.createElement("button");
    Object.assign(remove, { type: "button", textContent: "Remove" });
    remove.setAttribute("aria-label", `Remove ${name}`);
    remove.addEventListener("click", () => {
      this.cuts = this.cuts.filter((entry) => entry.row !== row);
      row.remove();
      this.released();
    });
    row.append(handle.row, remove);
    this.cuts.push({ cut, row });
    this.box.append(row);
    handle.input.focus();
    return true;
  }

  clear(): void {
    for (const { row } of this.cuts) row.remove();
    this.cuts = [];
  }
  list(): Cut[] {
    return this.cuts.map((entry) => entry.cut);
  }
}
