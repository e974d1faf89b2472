/** What a person chooses to see: kinds, statuses, topics, regions, years. An empty choice is everything. */

import { make } from "../lib/html";
import { count, say, type Key } from "../lib/say";
import type { NetworkData, NetworkEdge } from "./data";
import { NONE, type Choice, type State } from "./state";
import type { Words } from "./words";

export class Filters {
  readonly element: HTMLElement;
  readonly #boxes = new Map<Choice, HTMLInputElement[]>();
  readonly #from = make("input", { type: "number", inputmode: "numeric", "aria-label": `${say("years")} ${say("from")}` });
  readonly #to = make("input", { type: "number", inputmode: "numeric", "aria-label": `${say("years")} ${say("to")}` });
  readonly #shared = make("input", { type: "checkbox" });

  constructor(
    readonly data: NetworkData,
    readonly words: Words,
    readonly state: State,
    readonly changed: () => void,
  ) {
    const regions = new Map(data.nodes.map((node) => [node.id, node.region ?? NONE]));
    const ofEdge = (edge: NetworkEdge) => [...new Set([edge.source, edge.target].map((id) => regions.get(id) ?? NONE))];
    const clear = make("button", { type: "button", class: "is-quiet" }, say("clear"));
    clear.addEventListener("click", () => this.#clear());
    this.element = make(
      "form",
      { class: "filters", "aria-label": say("filters") },
      this.#group("kinds", "kind of tie", (edge) => [edge.kind], (code) => words.kind(code), true),
      this.#group("statuses", "status", (edge) => [edge.status ?? NONE], (code) => words.status(code), false),
      this.#group("topics", "topic", (edge) => (edge.topics.length ? edge.topics : [NONE]), (code) => words.topic(code), false),
      this.#group("regions", "region", ofEdge, (code) => words.region(code), false),
      this.#years(),
      data.shared.length ? this.#follows() : null,
      clear,
    );
    this.element.addEventListener("submit", (event) => event.preventDefault());
    this.take();
  }

  /** Shows what the state says. */
  take(): void {
    for (const [choice, boxes] of this.#boxes) {
      for (const box of boxes) box.checked = this.state[choice].has(box.value);
      const details = boxes[0]?.closest("details");
      if (details && this.state[choice].size) details.open = true;
    }
    this.#from.value = String(this.state.from ?? "");
    this.#to.value = String(this.state.to ?? "");
    this.#shared.checked = this.state.shared;
  }

  #group(
    choice: Choice,
    title: Key,
    codesOf: (edge: NetworkEdge) => string[],
    label: (code: string) => string,
    isOpen: boolean,
  ): HTMLElement | null {
    const counts = new Map<string, number>();
    for (const edge of this.data.edges) for (const code of codesOf(edge)) counts.set(code, (counts.get(code) ?? 0) + 1);
    const codes = [...counts.keys()].sort((one, other) =>
      one === NONE ? 1 : other === NONE ? -1 : label(one).localeCompare(label(other)),
    );
    if (codes.length < 2) return null;
    const items = codes.map((code) => {
      const box = make("input", { type: "checkbox", name: choice, value: code });
      box.addEventListener("change", () => {
        this.state[choice][box.checked ? "add" : "delete"](code);
        this.changed();
      });
      this.#boxes.set(choice, [...(this.#boxes.get(choice) ?? []), box]);
      return make("label", {}, box, make("span", {}, label(code)), make("span", { class: "count" }, count(counts.get(code) ?? 0)));
    });
    const list = make("fieldset", {}, make("legend", { class: "visually-hidden" }, say(title)), ...items);
    return make("details", { open: isOpen }, make("summary", {}, say(title)), list);
  }

  #years(): HTMLElement | null {
    const years = this.data.edges.flatMap((edge) => edge.year ?? []);
    if (!years.length) return null;
    const [first, last] = [years.reduce((a, b) => Math.min(a, b)), years.reduce((a, b) => Math.max(a, b))];
    for (const [input, name, placeholder] of [[this.#from, "from", first], [this.#to, "to", last]] as const) {
      input.placeholder = String(placeholder);
      input.addEventListener("change", () => {
        this.state[name] = input.value === "" ? null : Math.round(Number(input.value));
        this.changed();
      });
    }
    const fields = make("fieldset", {}, make("legend", {}, say("years")), this.#from, make("span", {}, "–"), this.#to);
    return make("div", { class: "years" }, fields);
  }

  #follows(): HTMLElement {
    this.#shared.addEventListener("change", () => {
      this.state.shared = this.#shared.checked;
      this.changed();
    });
    const label = make("label", {}, this.#shared, make("span", {}, say("show shared")));
    return make("div", { class: "follows" }, label, make("p", { class: "hint" }, say("show shared hint")));
  }

  #clear(): void {
    for (const choice of this.#boxes.keys()) this.state[choice].clear();
    this.state.from = this.state.to = null;
    this.state.shared = false;
    this.take();
    this.changed();
  }
}
