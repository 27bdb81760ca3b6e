// A figure: heading, chart, buttons that save it, and the table of its numbers.
import { BarChart, BoxplotChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import type { EChartsCoreOption } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { number } from "../shared/number";
import { drawn } from "../shared/tooltip";

echarts.use([
  BarChart,
  BoxplotChart,
  HeatmapChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
  SVGRenderer,
]);

export interface Table {
  caption: string;
  columns: string[];
  digits: number[];
  rows: (string | number | null)[][];
}

const charts: echarts.ECharts[] = [];

// What is on the screen comes first, and the rest bit by bit when the browser has time, so that the page opens quickly.
let waiting: { box: HTMLElement; act: () => void }[] = [];
let working = false;
const state = document.documentElement.dataset;
// Safari has no such callback.
const whenIdle: (act: () => void, options: IdleRequestOptions) => unknown =
  "requestIdleCallback" in window ? (act, options) => window.requestIdleCallback(act, options) : (act) => setTimeout(act);
function onScreen({ box }: { box: HTMLElement }): boolean {
  const { top, bottom } = box.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}
function doOne(): void {
  waiting.splice(Math.max(0, waiting.findIndex(onScreen)), 1)[0]?.act();
}
function goOn(): void {
  const hurry = waiting.some(onScreen);
  if (!hurry) state["opened"] ??= String(Math.round(performance.now())); // milliseconds until the first screen was complete
  working = waiting.length > 0;
  if (!working) state["drawn"] = "yes";
  else if (hurry) setTimeout(doNext);
  else whenIdle(doNext, { timeout: 500 });
}
function doNext(): void {
  doOne();
  goOn();
}
/** Calls `act`, which fills `box`, soon. */
export function soon(box: HTMLElement, act: () => void): void {
  delete state["drawn"];
  waiting.push({ box, act });
  if (!working) setTimeout(goOn);
  working = true;
}
function drawAll(): void {
  while (waiting.length > 0) doOne();
}
window.addEventListener("beforeprint", drawAll);
window.addEventListener("resize", () => charts.forEach((chart) => chart.resize()));
window.addEventListener("beforeprint", () => charts.forEach((chart) => chart.resize({ width: 680 })));
window.addEventListener("afterprint", () => charts.forEach((chart) => chart.resize({ width: "auto" })));

/** Lets go of the charts in `place`, and of what is still to come there, before its content is replaced. */
export function forgetCharts(place: HTMLElement): void {
  const [gone, kept] = [true, false].map((inside) => charts.filter((chart) => place.contains(chart.getDom()) === inside));
  gone?.forEach((chart) => {
    chart.dispose();
  });
  waiting = waiting.filter(({ box }) => !place.contains(box));
  charts.splice(0, charts.length, ...(kept ?? []));
}

export function element<K extends keyof HTMLElementTagNameMap>(kind: K, text = "", name = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(kind);
  made.textContent = text;
  if (name !== "") made.className = name;
  return made;
}

function save(name: string, url: string): void {
  const link = element("a");
  link.href = url;
  link.download = name;
  link.click();
}

function button(text: string, label: string, act: () => void): HTMLButtonElement {
  const made = element("button", text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** CSV with all digits. */
function csvOf(table: Table): string {
  const field = (cell: string | number | null) => {
    const text = cell === null ? "" : String(cell);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [table.columns, ...table.rows].map((row) => row.map(field).join(",")).join("\n") + "\n";
}

function savePng(chart: echarts.ECharts, name: string): void {
  const image = new Image();
  image.onload = () => {
    const canvas = element("canvas");
    canvas.width = 2 * chart.getWidth();
    canvas.height = 2 * chart.getHeight();
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    pen.fillStyle = getComputedStyle(document.body).backgroundColor;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    save(`${name}.png`, canvas.toDataURL("image/png"));
  };
  image.src = chart.getDataURL({ type: "svg" });
}

/** A table whose columns sort when their headings are pressed. */
export function tableOf(table: Table, key: (column: number) => void = () => undefined): HTMLElement {
  const box = element("div", "", "scroll");
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", table.caption);
  const made = element("table"),
    head = element("tr"),
    body = element("tbody");
  table.columns.forEach((title, at) => {
    const cell = element("th");
    cell.scope = "col";
    cell.append(
      button(title === "" ? "name" : title, `sort by ${title === "" ? "name" : title}`, () => {
        key(at);
      }),
    );
    head.append(cell);
  });
  for (const row of table.rows) {
    const line = element("tr");
    row.forEach((cell, at) => {
      const made = element(at === 0 ? "th" : "td", typeof cell === "string" ? cell : number(cell, table.digits[at] ?? 1));
      if (made instanceof HTMLTableCellElement && at === 0) made.scope = "row";
      line.append(made);
    });
    body.append(line);
  }
  const top = element("thead");
  top.append(head);
  made.append(element("caption", table.caption), top, body);
  box.append(made);
  return box;
}

/** `tableOf`, sorted and searched by the reader. */
export function sortableTable(table: Table, search = false): HTMLElement {
  const box = element("div");
  let column = -1,
    down = true,
    wanted = "";
  const place = element("div");
  const show = () => {
    const rows = table.rows.filter(
      (row) => wanted === "" || row.some((cell) => typeof cell === "string" && cell.toLowerCase().includes(wanted)),
    );
    if (column >= 0)
      rows.sort((a, b) => {
        const x = a[column] ?? null,
          y = b[column] ?? null;
        const order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
        return down ? -order : order;
      });
    place.replaceChildren(
      tableOf({ ...table, rows }, (pressed) => {
        down = pressed === column ? !down : true;
        column = pressed;
        show();
        place.querySelectorAll("button")[pressed]?.focus();
      }),
    );
  };
  if (search) {
    const label = element("label", "Search "),
      input = element("input");
    input.type = "search";
    input.addEventListener("input", () => {
      wanted = input.value.toLowerCase();
      show();
    });
    label.append(input);
    box.append(label);
  }
  show();
  box.append(place);
  return box;
}

/** A drop-down list; `act` is called with the place of what is chosen. */
export function chooser(label: string, names: string[], chosen: number, act: (at: number) => void): HTMLElement {
  const box = element("label", `${label} `, "choice"),
    select = element("select");
  select.append(
    ...names.map((name, at) => {
      const option = element("option", name);
      option.value = String(at);
      return option;
    }),
  );
  select.value = String(chosen);
  select.addEventListener("change", () => {
    act(Number(select.value));
  });
  box.append(select);
  return box;
}

/** Adds a chart of `option` with its table below, folded unless `open`, to `section`. */
export function figure(
  section: HTMLElement,
  name: string,
  height: number,
  option: EChartsCoreOption & { tooltip?: object },
  table: Table,
  open = false,
): void {
  const box = element("div", "", "chart");
  box.style.height = `${height}px`;
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", table.caption);
  section.append(box);
  const draw = () => {
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption({ animation: false, textStyle: { color: ink() }, ...option, tooltip: drawn(option.tooltip ?? {}) });
    charts.push(chart);
  };
  soon(box, draw);
  const chartNow = () => {
    drawAll();
    return charts.find((chart) => chart.getDom() === box);
  };
  const tools = element("div", "", "tools");
  tools.append(
    button("SVG", `save ${table.caption} as SVG`, () => {
      save(`${name}.svg`, chartNow()?.getDataURL({ type: "svg" }) ?? "");
    }),
    button("PNG", `save ${table.caption} as PNG`, () => {
      const chart = chartNow();
      if (chart !== undefined) savePng(chart, name);
    }),
    button("CSV", `save the numbers of ${table.caption} as CSV`, () => {
      save(`${name}.csv`, "data:text/csv;charset=utf-8," + encodeURIComponent(csvOf(table)));
    }),
  );
  const details = element("details");
  details.open = open;
  details.append(element("summary", "Numbers"), sortableTable(table));
  section.append(tools, details);
}

/** A colour of the page: "ink", "line". */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
export const ink = () => colour("ink");
