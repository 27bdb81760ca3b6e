// The panel beside the charts: what stands behind a number.
import { value, type Equation, type EquationPart, type Question, type SumTerm, type Value, type Variable } from "./api";
import { button, byId, element } from "./elements";
import type { Source, VariableName } from "./sources";
import { number, significant } from "../shared/number";

interface Step {
  title: string;
  show: () => Promise<void> | void;
}

/** Values of one question's solution, and the way by which the reader came to the one that is shown. */
export class Panel {
  private readonly box = byId("panel");
  private readonly body = byId("panel-body");
  private readonly way = byId("panel-way");
  private steps: Step[] = [];
  private question: Question | undefined;
  private cameFrom: Element | null = null;

  constructor() {
    byId("panel-close").addEventListener("click", () => this.close());
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  /** Begins a new way at `source`. */
  open(question: Question, source: Source): void {
    this.question = question;
    this.cameFrom = document.activeElement;
    this.steps = [];
    this.box.hidden = false;
    const [only] = source.of;
    if (source.formula === undefined && only !== undefined) this.go(this.variableStep(only));
    else this.go({ title: source.title, show: () => this.showSource(source) });
    byId("panel-title").focus();
  }

  close(): void {
    this.box.hidden = true;
    if (this.cameFrom instanceof HTMLElement && this.cameFrom.isConnected) this.cameFrom.focus();
  }

  private go(step: Step): void {
    this.steps.push(step);
    void this.showLast();
  }

  private async showLast(): Promise<void> {
    this.way.replaceChildren(
      ...this.steps.slice(0, -1).map((step, at) =>
        button(step.title, () => {
          this.steps.length = at + 1;
          void this.showLast();
          byId("panel-title").focus();
        }),
      ),
    );
    const step = this.steps.at(-1);
    if (!step) return;
    byId("panel-title").textContent = step.title;
    this.body.replaceChildren(element("p", "Asking the model …"));
    try {
      await step.show();
    } catch (problem) {
      this.body.replaceChildren(element("p", problem instanceof Error ? problem.message : String(problem)));
    }
  }

  private variableStep(name: VariableName): Step {
    return {
      title: `${name.variable}(${name.elements.join(",")})`,
      show: async () => {
        if (!this.question) return;
        const found = await value(this.question, name.variable, name.elements);
        if (found) this.showValue(found);
      },
    };
  }

  private link(name: VariableName, text = `${name.variable}(${name.elements.join(",")})`): HTMLButtonElement {
    const made = button(text, () => {
      this.go(this.variableStep(name));
      byId("panel-title").focus();
    });
    made.className = "number";
    return made;
  }

  private showSource(source: Source): void {
    const list = element("ul");
    for (const name of source.of) {
      const item = element("li");
      item.append(this.link(name));
      list.append(item);
    }
    this.body.replaceChildren(element("p", source.formula ?? ""), element("p", "It comes from:"), list);
  }

  private showValue({ variable, equation }: Value): void {
    const change =
      variable.percent === null ? `change ${significant(variable.after - variable.before)}` : `${number(variable.percent, 3)} %`;
    this.body.replaceChildren(
      element("p", variable.label),
      element("p", `Before: ${significant(variable.before)}. After: ${significant(variable.after)} (${change}).`),
      element("p", variable.given ? "Given from outside: it stays, or the question moves it." : "Found by the model."),
      ...(equation ? this.equation(equation) : [element("p", "No equation is paired with it.")]),
    );
  }

  private equation(equation: Equation): HTMLElement[] {
    const text = element("pre", equation.text.replaceAll("**", "").replaceAll("`", ""));
    text.tabIndex = 0;
    const table = element("table");
    const head = element("tr");
    head.append(...["Part", "before", "after"].map((title) => Object.assign(element("th", title), { scope: "col" })));
    table.append(head, ...equation.parts.flatMap((part) => this.part(part)));
    table.append(
      this.row(
        [element("strong", "Together")],
        equation.parts.reduce((sum, part) => ({ before: sum.before + part.before, after: sum.after + part.after }), {
          before: 0,
          after: 0,
        }),
        1e-9,
      ),
    );
    const scroll = element("div");
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "Parts of the equation");
    scroll.append(table);
    const kind = equation.definition ? "which defines this variable" : "which goes with this variable";
    return [
      element("h3", `Equation (${equation.number}) ${equation.name}, ${kind}`),
      element("p", `${equation.label}. In docs/equations.md:`),
      text,
      element("p", "As it is solved, its parts add up to zero. Logarithms are of values over the benchmark's."),
      scroll,
    ];
  }

  /** One row; what is smaller than `zero` is shown as zero. */
  private row(what: (Node | string)[], { before, after }: { before: number; after: number }, zero = 0): HTMLTableRowElement {
    const row = element("tr");
    const name = Object.assign(element("th"), { scope: "row" });
    name.append(...what);
    row.append(name, ...[before, after].map((x) => element("td", Number.isNaN(x) ? "" : significant(Math.abs(x) <= zero ? 0 : x))));
    return row;
  }

  private named(variable: Variable): Node[] {
    return [variable.logged ? "log " : "", this.link(variable, variable.name)].map((part) =>
      typeof part === "string" ? document.createTextNode(part) : part,
    );
  }

  private part(part: EquationPart): HTMLTableRowElement[] {
    if (part.kind === "constant") return [this.row(["constant"], part)];
    if (part.kind === "variable") return [this.row([`${significant(part.coefficient)} · `, ...this.named(part.variable)], part)];
    const title = `${significant(part.scale)} · ${part.logged ? "log of " : ""}the sum of:`;
    const rows = [this.row([title], part), ...part.terms.map((term) => this.term(term))];
    if (part.left_out > 0) rows.push(this.row([`… and ${part.left_out} terms that change less`], { before: NaN, after: NaN }));
    return rows;
  }

  private term(term: SumTerm): HTMLTableRowElement {
    const factors = term.factors.flatMap(({ exponent, variable }, at) => [
      at === 0 ? " · exp( " : " + ",
      exponent === 1 ? "" : `${significant(exponent)} · `,
      ...this.named(variable),
    ]);
    const row = this.row(
      [
        significant(term.coefficient),
        ...factors,
        ...(term.factors.length > 0 ? [" )"] : []),
        ...(term.times ? [" · ", this.link(term.times, term.times.name)] : []),
      ],
      term,
    );
    row.className = "term";
    return row;
  }
}
