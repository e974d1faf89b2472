/**
 * The drawing on the screen: canvases on each other (land, everything, what stands out), zoom and pointer.
 *
 * While a person pushes or enlarges the drawing, the picture that is there is moved as a whole, and drawn anew when the
 * movement rests: this keeps its pace where there is no graphics card. What stands out (a node with its neighbours) is
 * drawn on the upper canvas, and the one below is dimmed.
 */

import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior, type ZoomTransform } from "d3-zoom";

import { make } from "../lib/html";
import type { NetworkNode } from "./data";
import { distance } from "./geometry";
import { Palette, type Stroke } from "./look";
import { curveOnScreen, onScreen, paint, paintChosen, paintLand, radiusOf, type Scene, type Transform } from "./paint";
import type { Places } from "./places";
import type { Line, View } from "./view";

export type Target = { node: NetworkNode } | { line: Line } | null;

export interface Reactions {
  hovered(target: Target): void;
  clicked(target: Target): void;
  /** The movement rests; in parts of the stage's size, null where the whole is shown. */
  moved(zoom: [number, number, number] | null): void;
}

/** Milliseconds without movement, after which the drawing is drawn anew. */
const REST = 140;
/** How much of the lower canvas is seen while something stands out; as in the style sheet. */
const DIM = 0.22;

export class Stage {
  readonly element: HTMLElement;
  readonly #land = make("canvas", { "aria-hidden": "true" });
  readonly #lower = make("canvas", { "aria-hidden": "true" });
  readonly #upper = make("canvas", { "aria-hidden": "true" });
  readonly #zoom: ZoomBehavior<HTMLElement, unknown>;
  #view: View = { nodes: [], lines: [], linesOf: new Map() };
  #places: Places = { width: 1, height: 1, at: new Map(), land: null };
  #palette: Palette;
  #moved: ZoomTransform = zoomIdentity;
  /** The movement that the picture was drawn with. */
  #drawn: ZoomTransform = zoomIdentity;
  #chosen: { nodes: NetworkNode[]; lines: Line[] } | null = null;
  #size = { width: 0, height: 0 };
  #rest = 0;
  /** Where to go once the stage has a size. */
  #first: [number, number, number] | null = null;

  constructor(
    readonly strokes: Map<string, Stroke>,
    readonly reactions: Reactions,
  ) {
    this.element = make("div", { class: "stage", role: "img" }, this.#land, this.#lower, this.#upper);
    this.#palette = new Palette(document.documentElement);
    this.#zoom = zoom<HTMLElement, unknown>()
      .scaleExtent([0.5, 24])
      .filter((event: Event) => takes(event))
      .on("zoom", (event: D3ZoomEvent<HTMLElement, unknown>) => this.#move(event.transform));
    select(this.element).call(this.#zoom).on("dblclick.zoom", null);
    this.element.addEventListener("pointermove", (event) => this.#hover(event));
    this.element.addEventListener("pointerleave", () => this.reactions.hovered(null));
    this.element.addEventListener("click", (event) => this.reactions.clicked(this.at(event)));
    new ResizeObserver(() => this.#resize()).observe(this.element);
  }

  /** Shows another view, or the same elsewhere. */
  show(view: View, places: Places): void {
    this.#view = view;
    this.#places = places;
    this.draw();
  }

  /** Lets nodes and lines stand out; null: nothing does. */
  choose(chosen: { nodes: NetworkNode[]; lines: Line[] } | null): void {
    this.#chosen = chosen;
    this.#lower.classList.toggle("is-dim", chosen !== null);
    this.#drawUpper();
  }

  /** Enlarges by a factor around the middle; null: shows the whole again. */
  enlarge(factor: number | null): void {
    const stage = select(this.element);
    if (factor === null) this.#zoom.transform(stage, zoomIdentity);
    else this.#zoom.scaleBy(stage, factor);
  }

  /** Goes where an address says. */
  moveTo(where: [number, number, number] | null): void {
    this.#first = where;
    const [k, x, y] = where ?? [1, 0, 0];
    const to = zoomIdentity.translate(x * this.#size.width, y * this.#size.height).scale(k);
    this.#zoom.transform(select(this.element), to);
  }

  /** Takes the colours anew, and draws. */
  recolour(): void {
    this.#palette = new Palette(document.documentElement);
    this.draw();
  }

  draw(): void {
    if (!this.#size.width) return;
    this.#drawn = this.#moved;
    for (const canvas of this.#canvases()) canvas.style.transform = "";
    paintLand(clear(this.#land, this.#size), this.#scene());
    paint(clear(this.#lower, this.#size), this.#scene());
    this.#drawUpper();
  }

  /** The drawing as a picture, on the page's ground. */
  picture(): HTMLCanvasElement {
    const canvas = make("canvas");
    const context = clear(canvas, this.#size);
    const scene = this.#scene();
    context.fillStyle = this.#palette.get("paper");
    context.fillRect(0, 0, this.#size.width, this.#size.height);
    paintLand(context, scene);
    const lower = make("canvas");
    paint(clear(lower, this.#size), scene);
    context.globalAlpha = this.#chosen ? DIM : 1;
    context.drawImage(lower, 0, 0, this.#size.width, this.#size.height);
    context.globalAlpha = 1;
    if (this.#chosen) paintChosen(context, scene, this.#chosen.nodes, this.#chosen.lines);
    return canvas;
  }

  /** What is under a pointer: a node before a line. */
  at(event: MouseEvent): Target {
    const box = this.element.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    const scene = this.#scene();
    let best: Target = null;
    let least = 6;
    for (const node of this.#view.nodes) {
      const place = this.#places.at.get(node.id);
      if (!place) continue;
      const here = onScreen(place, scene.transform);
      const away = Math.hypot(here.x - point.x, here.y - point.y) - radiusOf(scene, node);
      if (away < least) [best, least] = [{ node }, away];
    }
    if (best) return best;
    for (const line of this.#view.lines) {
      const curve = curveOnScreen(scene, line);
      const away = curve ? distance(curve, point) : Infinity;
      if (away < least) [best, least] = [{ line }, away];
    }
    return best;
  }

  #scene(): Scene {
    const { width, height } = this.#size;
    return {
      view: this.#view,
      places: this.#places,
      transform: this.#transform(this.#moved),
      zoomed: this.#moved.k,
      width,
      height,
      strokes: this.strokes,
      palette: this.#palette,
    };
  }

  /** Fits everything into the stage, then moves it as a person did. */
  #transform(moved: ZoomTransform): Transform {
    const { width, height } = this.#size;
    const margin = Math.min(46, 0.06 * width); // for names and large nodes at the edges
    const [wide, high] = [width - 2 * margin, height - 2 * margin];
    const fit = Math.max(Math.min(wide / this.#places.width, high / this.#places.height), 0.01);
    const left = (width - fit * this.#places.width) / 2;
    const top = (height - fit * this.#places.height) / 2;
    return { k: fit * moved.k, x: left * moved.k + moved.x, y: top * moved.k + moved.y };
  }

  #move(to: ZoomTransform): void {
    this.#moved = to;
    const { k, x, y } = this.#drawn;
    const scale = to.k / k;
    const shift = `translate(${to.x - x * scale}px, ${to.y - y * scale}px) scale(${scale})`;
    for (const canvas of this.#canvases()) canvas.style.transform = shift;
    window.clearTimeout(this.#rest);
    this.#rest = window.setTimeout(() => {
      this.draw();
      const { width, height } = this.#size;
      const isWhole = to.k === 1 && !to.x && !to.y;
      this.reactions.moved(isWhole ? null : [to.k, to.x / width, to.y / height]);
    }, REST);
  }

  #hover(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.buttons === 0) this.reactions.hovered(this.at(event));
  }

  #canvases(): HTMLCanvasElement[] {
    return [this.#land, this.#lower, this.#upper];
  }

  #drawUpper(): void {
    if (!this.#size.width) return;
    const context = clear(this.#upper, this.#size);
    if (this.#chosen) paintChosen(context, this.#scene(), this.#chosen.nodes, this.#chosen.lines);
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === this.#size.width && height === this.#size.height) return;
    const before = this.#size;
    this.#size = { width, height };
    this.#zoom.extent([[0, 0], [width, height]]);
    const { k, x, y } = this.#moved;
    this.moveTo(before.width ? [k, x / before.width, y / before.height] : this.#first);
    this.draw();
  }
}

/** A finger scrolls the page, two move the drawing; the wheel scrolls the page unless Ctrl is held. */
function takes(event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
  if (typeof TouchEvent !== "undefined" && event instanceof TouchEvent) return event.touches.length > 1;
  return !(event instanceof MouseEvent) || (event.button === 0 && !event.ctrlKey);
}

/** An empty canvas of a size, as sharp as the screen. */
function clear(canvas: HTMLCanvasElement, { width, height }: { width: number; height: number }): CanvasRenderingContext2D {
  const sharp = Math.min(window.devicePixelRatio || 1, 2);
  const [wide, high] = [Math.round(width * sharp), Math.round(height * sharp)];
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser does not draw");
  context.setTransform(sharp, 0, 0, sharp, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}
