/**
 * The network page: fills `<div id="network">` from the data in `<script type="application/json" id="network-data">`.
 * It asks for nothing else, so that one HTML file with this script and the styles in it works anywhere.
 */

import "./network/network.css";
import { make } from "./lib/html";
import { say } from "./lib/say";
import { onTheme } from "./lib/theme";
import type { NetworkData, NetworkNode } from "./network/data";
import { Evidence } from "./network/evidence";
import { Filters } from "./network/filters";
import { legend } from "./network/legend";
import { strokes } from "./network/look";
import { places } from "./network/places";
import { savePicture, saveTable } from "./network/saving";
import { Stage, type Target } from "./network/stage";
import { readState, writeState, type State } from "./network/state";
import { Twin } from "./network/twin";
import { makeView, type Line, type View } from "./network/view";
import { folded, Words, words } from "./network/words";

class NetworkPage {
  readonly #names: Words;
  readonly #strokes: ReturnType<typeof strokes>;
  readonly #stage: Stage;
  readonly #evidence: Evidence;
  readonly #twin: Twin;
  readonly #filters: Filters;
  readonly #drawn = make("p", { role: "status", class: "drawn" });
  readonly #tip = make("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  readonly #legend = make("div");
  readonly #search = make("input", { type: "search", id: "find", list: "find-names", autocomplete: "off" });
  readonly #found = make("span", { class: "hint", role: "status" });
  readonly #views = new Map<State["view"], HTMLButtonElement>();
  #state: State = readState(location.hash);
  #view: View = { nodes: [], lines: [], linesOf: new Map() };

  constructor(
    readonly host: HTMLElement,
    readonly data: NetworkData,
  ) {
    this.#names = new Words(data);
    this.#strokes = strokes(data);
    this.#stage = new Stage(this.#strokes, {
      hovered: (target) => this.#hover(target),
      clicked: (target) => this.#choose(keyOf(target)),
      moved: (zoom) => {
        this.#state.zoom = zoom;
        this.#remember();
      },
    });
    this.#evidence = new Evidence(this.#names, (key) => this.#choose(key, true));
    this.#twin = new Twin(this.#names, (key) => this.#choose(key, true));
    this.#filters = new Filters(data, this.#names, this.#state, () => this.#update());
    this.#build();
    this.#stage.moveTo(this.#state.zoom);
    this.#update();
    this.#listen();
  }

  #build(): void {
    const side = make("details", { class: "side", open: matchMedia("(min-width: 64rem)").matches }, make("summary", {}, say("filters")), this.#filters.element);
    const options = this.data.nodes.map(({ label }) => make("option", { value: words(label) }));
    const find = make("div", { class: "field find" }, make("label", { for: "find" }, say("find")), this.#search, make("datalist", { id: "find-names" }, ...options), this.#found);
    const stage = make("div", { class: "stage-frame" }, this.#stage.element, this.#zoomButtons(), this.#tip);
    this.host.replaceChildren(
      make("div", { class: "toolbar" }, find, this.#viewButtons(), this.#saveButtons()),
      make("div", { class: "network" }, side, make("div", { class: "middle" }, stage, this.#drawn, this.#legend, make("p", { class: "hint print-hidden" }, say("stage hint"))), this.#evidence.element),
      this.#twin.element,
    );
  }

  #listen(): void {
    this.#search.addEventListener("input", () => {
      this.#state.search = this.#search.value.trim();
      this.#remember();
      this.#emphasise();
    });
    this.#search.addEventListener("change", () => {
      const [only, ...others] = this.#matches();
      if (only && !others.length) this.#choose(only.id);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#state.selected && !event.defaultPrevented) this.#choose(null);
    });
    this.#stage.element.addEventListener("pointermove", (event) => this.#moveTip(event));
    window.addEventListener("hashchange", () => this.#take());
    onTheme(() => this.#stage.recolour());
    // Paper takes the colours for paper; a canvas does not change by itself.
    matchMedia("print").addEventListener("change", () => this.#stage.recolour());
  }

  #viewButtons(): HTMLElement {
    for (const [view, label] of [["graph", "drawing"], ["map", "map"]] as const) {
      const button = make("button", { type: "button" }, say(label));
      button.addEventListener("click", () => {
        this.#state.view = view;
        this.#state.zoom = null;
        this.#stage.moveTo(null);
        this.#update();
      });
      this.#views.set(view, button);
    }
    return make("div", { class: "toolbar joined", role: "group", "aria-label": say("view") }, ...this.#views.values());
  }

  #zoomButtons(): HTMLElement {
    const buttons = ([["+", "zoom in", 1.5], ["−", "zoom out", 1 / 1.5], ["⤢", "whole", null]] as const).map(([sign, label, factor]) => {
      const button = make("button", { type: "button", "aria-label": say(label), title: say(label) }, sign);
      button.addEventListener("click", () => this.#stage.enlarge(factor));
      return button;
    });
    return make("div", { class: "zoom toolbar" }, ...buttons);
  }

  #saveButtons(): HTMLElement {
    const picture = make("button", { type: "button" }, say("as picture"));
    picture.addEventListener("click", () => savePicture(this.#stage.picture()));
    const table = make("button", { type: "button" }, say("as csv"));
    table.addEventListener("click", () => saveTable(this.#view, this.#names));
    const link = make("button", { type: "button" }, say("copy view"));
    link.addEventListener("click", () => {
      void navigator.clipboard?.writeText(location.href).then(() => (this.#found.textContent = say("copied")));
    });
    return make("div", { class: "toolbar", role: "group", "aria-label": say("save") }, picture, table, link);
  }

  /** The address was changed from outside: by a link, or by going back. */
  #take(): void {
    if (location.hash === writeState(this.#state)) return;
    Object.assign(this.#state, readState(location.hash));
    this.#filters.take();
    this.#stage.moveTo(this.#state.zoom);
    this.#update();
  }

  #update(): void {
    this.#view = makeView(this.data, this.#state);
    this.#stage.show(this.#view, places(this.data.nodes, this.#state.view));
    this.#twin.show(this.#view);
    this.#legend.replaceChildren(legend(this.#view, this.#strokes, this.#names));
    for (const [view, button] of this.#views) button.setAttribute("aria-pressed", String(view === this.#state.view));
    if (this.#search.value.trim() !== this.#state.search) this.#search.value = this.#state.search;
    this.#count();
    this.#select();
    this.#remember();
  }

  #count(): void {
    const ties = this.#view.lines.reduce((sum, line) => sum + line.edges.length, 0);
    const follow = this.#view.lines.filter((line) => !line.edges.length).length;
    const numbers = { nodes: this.#view.nodes.length, ties, allNodes: this.data.nodes.length, allTies: this.data.edges.length };
    const said = [say("drawn", numbers), follow ? say("drawn shared", { number: follow }) : "", this.#view.nodes.length ? "" : say("nothing drawn")];
    this.#drawn.textContent = said.filter(Boolean).join(", ");
    this.#stage.element.setAttribute("aria-label", say("stage", { nodes: numbers.nodes, ties }));
  }

  /** Chooses a node or a line by its key; `follow` brings the reader to what is said of it. */
  #choose(key: string | null, follow = false): void {
    this.#state.selected = key;
    this.#select();
    this.#remember();
    if (follow && key) this.#evidence.focus();
  }

  #select(): void {
    const chosen = this.#find(this.#state.selected);
    if (!chosen) this.#evidence.hide();
    else if ("line" in chosen) this.#evidence.showLine(chosen.line);
    else this.#evidence.showNode(chosen.node, this.#view);
    this.#emphasise();
  }

  #find(key: string | null): Exclude<Target, null> | null {
    if (!key) return null;
    const line = this.#view.lines.find((one) => one.key === key);
    if (line) return { line };
    const node = this.#view.nodes.find((one) => one.id === key);
    return node ? { node } : null;
  }

  #matches(): NetworkNode[] {
    const wanted = folded(this.#state.search);
    if (!wanted) return [];
    const exact = this.#view.nodes.filter((node) => folded(words(node.label)) === wanted);
    return exact.length ? exact : this.#view.nodes.filter((node) => Object.values(node.label).some((name) => folded(name ?? "").includes(wanted)));
  }

  /** What stands out when the pointer is nowhere: what is chosen, else what was searched. */
  #emphasise(): void {
    const matches = this.#matches();
    this.#found.textContent = this.#state.search ? say("found nodes", { number: matches.length }) : "";
    const chosen = this.#find(this.#state.selected);
    if (chosen) this.#standOut("line" in chosen ? [] : [chosen.node], "line" in chosen ? [chosen.line] : []);
    else if (matches.length) this.#standOut(matches, []);
    else this.#stage.choose(null);
  }

  /** Nodes with their neighbours, and lines with their ends. */
  #standOut(nodes: NetworkNode[], lines: Line[]): void {
    const shown = new Set(lines);
    for (const node of nodes) for (const line of this.#view.linesOf.get(node.id) ?? []) shown.add(line);
    const all = new Set(nodes);
    for (const { source, target } of shown) all.add(source).add(target);
    this.#stage.choose({ nodes: [...all], lines: [...shown] });
  }

  #hovered: string | null = null;

  #hover(target: Target): void {
    const key = keyOf(target);
    if (key === this.#hovered) return;
    this.#hovered = key;
    this.#stage.element.classList.toggle("is-over", target !== null);
    this.#tip.hidden = target === null;
    if (!target) {
      this.#emphasise();
    } else if ("node" in target) {
      this.#tip.textContent = `${words(target.node.label)} · ${say("number lines", { number: this.#view.linesOf.get(target.node.id)?.length ?? 0 })}`;
      this.#standOut([target.node], []);
    } else {
      this.#tip.textContent = `${this.#names.line(target.line)} · ${this.#names.kind(target.line.kind)}`;
      this.#standOut([], [target.line]);
    }
  }

  #moveTip(event: PointerEvent): void {
    const box = this.#stage.element.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const left = Math.min(x + 14, Math.max(box.width - this.#tip.offsetWidth - 4, 0));
    this.#tip.style.transform = `translate(${left}px, ${Math.max(y - 34, 2)}px)`;
  }

  #remember(): void {
    const hash = writeState(this.#state);
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
  }
}

function keyOf(target: Target): string | null {
  return !target ? null : "node" in target ? target.node.id : target.line.key;
}

function start(): void {
  const host = document.getElementById("network");
  const source = document.getElementById("network-data");
  if (!host || !source) return;
  const data = JSON.parse(source.textContent ?? "null") as NetworkData;
  if (data?.version === 1) new NetworkPage(host, data);
  else host.replaceChildren(make("p", { class: "notice is-bad" }, say("wrong data", { version: String(data?.version) })));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
