/** The table twin: everything that is drawn in words, for keyboards, screen readers and whoever likes tables. */

import { make, type Child } from "../lib/html";
import { say } from "../lib/say";
import { makeSortable } from "../lib/tables";
import { shown } from "./evidence";
import type { Line, View } from "./view";
import { type Words, words } from "./words";

export class Twin {
  readonly element: HTMLDetailsElement;
  readonly #body = make("div");
  #view: View | null = null;
  #isStale = true;

  constructor(
    readonly names: Words,
    readonly choose: (key: string) => void,
  ) {
    this.element = make("details", { class: "twin" }, make("summary", {}, say("table")), this.#body);
    this.element.addEventListener("toggle", () => this.#fill());
  }

  /** Takes what is drawn; the tables are made when they are open. */
  show(view: View): void {
    this.#view = view;
    this.#isStale = true;
    this.#fill();
  }

  #fill(): void {
    if (!this.element.open || !this.#isStale || !this.#view) return;
    this.#isStale = false;
    this.#body.replaceChildren(...this.#ties(this.#view), ...this.#nodes(this.#view));
  }

  #ties(view: View): HTMLElement[] {
    const heads = ["one end", "other end", "kind", "status", "year", "topics", "reported by", "sentences"] as const;
    const rows = view.lines.flatMap((line) => rowsOf(line).map((cells) => this.#tie(line, cells)));
    return this.#section(say("ties"), "ties", heads.map((head) => say(head)), rows);
  }

  #tie(line: Line, edge: Line["edges"][number] | null): HTMLTableRowElement {
    const { names } = this;
    const number = edge ? edge.sentences.length : line.through.length;
    const what = make("span", { class: "visually-hidden" }, `: ${names.line(line)}, ${names.kind(line.kind)}`);
    const read = make("button", { type: "button", class: "is-quiet" }, `${number} · ${say("read")}`, what);
    read.addEventListener("click", () => this.choose(line.key));
    return make(
      "tr",
      { "data-line": line.key },
      make("th", { scope: "row" }, words(line.source.label)),
      make("td", {}, `${line.directed ? "→ " : ""}${words(line.target.label)}`),
      make("td", {}, names.kind(line.kind)),
      make("td", {}, edge ? names.status(edge.status) : ""),
      make("td", { class: "number" }, edge?.year === undefined ? "" : String(edge.year)),
      make("td", {}, edge ? edge.topics.map((topic) => names.topic(topic)).join(", ") : line.through.map(({ label }) => words(label)).join(", ")),
      make("td", {}, edge ? edge.reportedBy.map((id) => names.node(id)).join(", ") : ""),
      make("td", { class: "number", "data-value": number }, read),
    );
  }

  #nodes(view: View): HTMLElement[] {
    const { measures } = this.names.data;
    const heads = [say("name"), say("kind"), say("number of ties"), ...measures.map(({ label }) => words(label))];
    const rows = view.nodes.map((node) => {
      const number = (view.linesOf.get(node.id) ?? []).reduce((sum, line) => sum + rowsOf(line).length, 0);
      const name = make("button", { type: "button", class: "is-quiet" }, words(node.label));
      name.addEventListener("click", () => this.choose(node.id));
      const values = measures.map((measure): Child => {
        const value = node.measures[measure.name];
        if (value === undefined) return make("td");
        const isNumber = typeof value === "number";
        return make("td", isNumber ? { class: "number", "data-value": value } : {}, shown(value, measure.digits));
      });
      return make("tr", { "data-node": node.id }, make("th", { scope: "row" }, name), make("td", {}, this.names.nodeKind(node)), make("td", { class: "number" }, String(number)), ...values);
    });
    return this.#section(say("nodes"), "nodes", heads, rows);
  }

  #section(title: string, id: string, heads: string[], rows: HTMLTableRowElement[]): HTMLElement[] {
    const row = make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)));
    const table = make("table", { class: "table", "data-table": id }, make("thead", {}, row), make("tbody", {}, ...rows));
    makeSortable(table);
    const heading = make("h3", { id: `twin-${id}` }, title);
    return [heading, make("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": heading.id }, table)];
  }
}

/** The rows of a line: one a tie, one for a line that follows. */
function rowsOf(line: Line): (Line["edges"][number] | null)[] {
  return line.edges.length ? line.edges : [null];
}
