/** What stands behind a line or a node: its ties, and every sentence that says them, with the way to its document. */

import { make, type Child } from "../lib/html";
import { count, say } from "../lib/say";
import type { NetworkEdge, NetworkNode, Sentence } from "./data";
import type { Line, View } from "./view";
import { type Words, words } from "./words";

export class Evidence {
  readonly element = make("section", { class: "panel", hidden: true, "aria-labelledby": "panel-title" });

  constructor(
    readonly names: Words,
    readonly choose: (key: string | null) => void,
  ) {}

  /** Shows a line with its sentences. */
  showLine(line: Line): void {
    const parts = line.edges.map((edge) => this.#tie(line, edge));
    const follows = line.through.length ? [this.#follows(line)] : [];
    this.#show(this.names.line(line), this.names.kind(line.kind), ...follows, ...parts);
  }

  /** Shows a node with its measures and its lines. */
  showNode(node: NetworkNode, view: View): void {
    const lines = view.linesOf.get(node.id) ?? [];
    const list = lines.map((line) => {
      const button = make("button", { type: "button", class: "is-quiet" }, this.#short(line, node));
      button.addEventListener("click", () => this.choose(line.key));
      return make("li", {}, button);
    });
    const measures = this.names.data.measures.flatMap((measure) => {
      const value = node.measures[measure.name];
      if (value === undefined) return [];
      return [make("div", { class: "fact" }, make("dt", {}, words(measure.label)), make("dd", {}, shown(value, measure.digits), make("p", { class: "hint" }, words(measure.explanation))))];
    });
    this.#show(
      words(node.label),
      this.names.nodeKind(node),
      node.href ? make("p", {}, make("a", { href: node.href }, say("open page"))) : null,
      make("h3", {}, say("number lines", { number: lines.length })),
      list.length ? make("ul", { class: "lines" }, ...list) : null,
      measures.length ? make("h3", {}, say("measures")) : null,
      measures.length ? make("dl", { class: "facts" }, ...measures) : null,
    );
  }

  hide(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  /** Brings the reader here, from a table or a list. */
  focus(): void {
    this.element.querySelector<HTMLElement>("h2")?.focus();
  }

  #show(title: string, kind: string, ...children: Child[]): void {
    const close = make("button", { type: "button", class: "close", "aria-label": say("close") }, "×");
    close.addEventListener("click", () => this.choose(null));
    const heading = make("h2", { id: "panel-title", tabindex: -1 }, title);
    const filled = children.filter((child): child is Node | string => Boolean(child));
    this.element.replaceChildren(close, make("p", { class: "kind" }, kind), heading, ...filled);
    this.element.hidden = false;
    this.element.scrollTop = 0;
  }

  #short(line: Line, from: NetworkNode): string {
    const other = line.source === from ? line.target : line.source;
    const arrow = !line.directed ? "–" : line.source === from ? "→" : "←";
    return `${arrow} ${words(other.label)}: ${this.names.kind(line.kind)}`;
  }

  #tie(line: Line, edge: NetworkEdge): HTMLElement {
    const { names } = this;
    const chips = [
      names.status(edge.status),
      edge.year === undefined ? null : String(edge.year),
      ...edge.topics.map((topic) => names.topic(topic)),
      edge.edition === undefined ? null : say("edition", { edition: String(edge.edition) }),
    ].filter((one): one is string => one !== null);
    const facts: [string, Child[]][] = [[say("reported by"), [edge.reportedBy.map((id) => names.node(id)).join(", ")]]];
    const through = edge.through ?? [];
    if (through.length) {
      facts.push([say("through"), through.flatMap(({ label, href }, place) => [place ? ", " : "", href ? make("a", { href }, words(label)) : words(label)])]);
    }
    const sentences = edge.sentences.flatMap((place) => names.data.sentences[place] ?? []);
    return make(
      "article",
      { class: "tie" },
      line.edges.length > 1 ? make("h3", {}, edge.reportedBy.map((id) => names.node(id)).join(", ") || names.line(line)) : null,
      make("p", {}, ...chips.map((chip) => make("span", { class: "chip" }, chip))),
      make("dl", { class: "facts" }, ...facts.map(([term, value]) => make("div", { class: "fact" }, make("dt", {}, term), make("dd", {}, ...value)))),
      ...(sentences.length ? sentences.map((sentence) => this.#quote(sentence)) : [make("p", { class: "gap" }, say("no sentence"))]),
      edge.href ? make("p", { class: "small" }, make("a", { href: edge.href }, say("open page"))) : null,
    );
  }

  #quote(sentence: Sentence): HTMLElement {
    const document = this.names.data.documents[sentence.document];
    const title = document?.title ?? sentence.document;
    const href = sentence.href ?? document?.href;
    const place = [
      sentence.page === undefined ? null : say("page", { page: String(sentence.page) }),
      say("offsets", { start: sentence.start, end: sentence.end }),
    ].filter(Boolean);
    return make(
      "figure",
      { class: "quote" },
      make("blockquote", {}, make("mark", {}, sentence.quote)),
      make("figcaption", {}, href ? make("a", { href }, title) : title, `, ${place.join(", ")}`),
    );
  }

  #follows(line: Line): HTMLElement {
    const { edges } = this.names.data;
    const items = line.through.map((one) => {
      const ends = new Set([line.source.id, line.target.id]);
      const members = one.members.filter(({ node }) => ends.has(node));
      const said = new Set(members.flatMap((member) => member.edges));
      const sentences = [
        ...edges.filter(({ id }) => said.has(id)).flatMap((edge) => edge.sentences),
        ...members.flatMap((member) => member.sentences ?? []),
      ];
      const quotes = [...new Set(sentences)].flatMap((place) => this.names.data.sentences[place] ?? []);
      const details = make("details", { class: "evidence" }, make("summary", {}, say("number sentences", { number: quotes.length })), ...quotes.map((quote) => this.#quote(quote)));
      return make("li", {}, words(one.label), quotes.length ? details : null);
    });
    return make("div", {}, make("p", { class: "notice" }, say("follows")), make("ul", {}, ...items));
  }
}

/** A measure as a person reads it. */
export function shown(value: number | boolean | Record<string, string | undefined>, digits = 0): string {
  if (typeof value === "number") return count(value, digits);
  return typeof value === "boolean" ? say(value ? "true" : "false") : words(value);
}
