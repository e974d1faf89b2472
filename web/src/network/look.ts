/** How nodes and lines look: a colour and a shape each, so that neither says anything alone. */

import type { NetworkData, NodeKind } from "./data";
import { SHARED } from "./view";

export interface Stroke {
  /** The number of a hue of `style.css`. */
  hue: number;
  dash: number[];
}

/** Looks of the kinds of ties; kinds that are not listed take what is left, in order. */
const STROKES: Record<string, Stroke> = {
  membership: { hue: 1, dash: [] },
  participation: { hue: 6, dash: [2, 4] },
  "memorandum-of-understanding": { hue: 3, dash: [9, 4] },
  agreement: { hue: 5, dash: [] },
  "technical-assistance": { hue: 2, dash: [] },
  "knowledge-exchange": { hue: 7, dash: [5, 3] },
  funding: { hue: 4, dash: [12, 3, 2, 3] },
  "joint-project": { hue: 8, dash: [2, 2, 8, 2] },
  [SHARED]: { hue: 8, dash: [1, 5] },
};

export function strokes(data: NetworkData): Map<string, Stroke> {
  const known = Object.keys(data.codes.kind).sort();
  return new Map([...known, SHARED].map((kind, place) => [kind, STROKES[kind] ?? { hue: (place % 8) + 1, dash: [4, 4] }]));
}

/** Colours as the page has them now: light, dark or for paper. */
export class Palette {
  readonly #style: CSSStyleDeclaration;

  constructor(element: Element) {
    this.#style = getComputedStyle(element);
  }

  get(name: string): string {
    return this.#style.getPropertyValue(`--${name}`).trim();
  }

  hue(number: number): string {
    return this.get(`hue-${number}`);
  }

  node(kind: NodeKind): string {
    return this.get({ country: "accent", organisation: "hue-2", agency: "hue-3" }[kind]);
  }
}

/** The outline of a node around a point: a circle, a square on its corner, a triangle. */
export function outline(path: CanvasRenderingContext2D | Path2D, kind: NodeKind, x: number, y: number, radius: number): void {
  if (kind === "country") {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const corners = kind === "organisation" ? 4 : 3;
  const size = radius * (kind === "organisation" ? 1.2 : 1.3);
  for (let corner = 0; corner < corners; corner += 1) {
    const angle = (2 * Math.PI * corner) / corners - Math.PI / 2;
    path[corner ? "lineTo" : "moveTo"](x + size * Math.cos(angle), y + size * Math.sin(angle));
  }
  path.closePath();
}
