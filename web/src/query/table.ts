/** A table of results: sorts by any column, a page at a time, with links to the pages of things. */

import { make } from "../lib/html";
import { count, say } from "../lib/say";
import { comparison, type Direction } from "../lib/tables";
import type { Row, Value } from "./ask";
import type { Links } from "./links";

const PAGE = 200;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(["integer", "decimal", "double", "float"].map((name) => XSD + name));

export class ResultTable {
  readonly element: HTMLElement;
  readonly #body = make("tbody");
  readonly #pager = make("div", { class: "toolbar pager" });
  readonly #heads = new Map<string, HTMLTableCellElement>();
  #rows: Row[];
  #first = 0;

  constructor(
    readonly columns: string[],
    rows: Row[],
    readonly links: Links,
  ) {
    this.#rows = rows;
    const heads = columns.map((column) => this.#head(column));
    const table = make("table", { class: "table" }, make("thead", {}, make("tr", {}, ...heads)), this.#body);
    const region = { class: "scroll", tabindex: 0, role: "region", "aria-label": say("result") };
    this.element = make("div", {}, make("div", region, table), this.#pager);
    this.#show();
  }

  #head(column: string): HTMLTableCellElement {
    const button = make("button", { type: "button", class: "sort", title: say("sort", { column }) }, column);
    const head = make("th", { scope: "col" }, button);
    button.addEventListener("click", () => this.#sort(column, head));
    this.#heads.set(column, head);
    return head;
  }

  #sort(column: string, head: HTMLTableCellElement): void {
    const direction: Direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    for (const other of this.#heads.values()) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction);
    const compare = comparison(direction);
    const keyed = this.#rows.map((row) => ({ row, key: row[column]?.value ?? "" }));
    keyed.sort((one, other) => compare(one.key, other.key));
    this.#rows = keyed.map(({ row }) => row);
    this.#first = 0;
    this.#show();
  }

  #show(): void {
    const shown = this.#rows.slice(this.#first, this.#first + PAGE);
    this.#body.replaceChildren(
      ...shown.map((row) => make("tr", {}, ...this.columns.map((column) => cell(row[column], this.links)))),
    );
    this.#pager.replaceChildren(...(this.#rows.length > PAGE ? this.#pages() : []));
  }

  #pages(): HTMLElement[] {
    const number = this.#rows.length;
    const to = Math.min(this.#first + PAGE, number);
    const step = (label: string, by: number, possible: boolean) => {
      const button = make("button", { type: "button", disabled: !possible }, label);
      button.addEventListener("click", () => {
        this.#first += by;
        this.#show();
        this.element.scrollIntoView({ block: "start" });
      });
      return button;
    };
    return [
      step(say("previous"), -PAGE, this.#first > 0),
      make("span", { role: "status" }, say("page of", { from: this.#first + 1, to, number })),
      step(say("next"), PAGE, to < number),
    ];
  }
}

function cell(value: Value | undefined, links: Links): HTMLTableCellElement {
  if (!value) return make("td");
  if (value.type === "uri") {
    const page = links.page(value.value);
    const short = links.short(value.value);
    const shown = page ? make("a", { href: page, title: value.value }, short) : short;
    return make("td", { class: "iri" }, shown);
  }
  if (value.type === "bnode") return make("td", {}, make("code", {}, `_:${value.value}`));
  if (value.datatype && NUMBERS.has(value.datatype)) return make("td", { class: "number" }, number(value));
  const tag = value["xml:lang"];
  const text = typeof value.value === "string" ? value.value : JSON.stringify(value.value);
  return make("td", tag ? { lang: tag } : {}, text, tag && make("span", { class: "tag", lang: "en" }, ` ${tag}`));
}

/** A number as the graph writes it, unless it is long: years want no separators. */
function number(value: Value): string {
  const found = Number(value.value);
  return Number.isSafeInteger(found) && Math.abs(found) >= 10_000 ? count(found) : value.value;
}
