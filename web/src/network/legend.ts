/** What colours, dashes and shapes mean, for the kinds that are drawn. */

import { make } from "../lib/html";
import { say } from "../lib/say";
import type { NodeKind } from "./data";
import type { Stroke } from "./look";
import type { View } from "./view";
import type { Words } from "./words";

const SVG = "http://www.w3.org/2000/svg";
const SHAPES: Record<NodeKind, string> = {
  country: "M14 8a6 6 0 1 1-12 0a6 6 0 1 1 12 0z",
  organisation: "M8 1l7 7-7 7-7-7z",
  agency: "M8 1l7 12H1z",
};

export function legend(view: View, strokes: Map<string, Stroke>, names: Words): HTMLElement {
  const nodeKinds = [...new Set(view.nodes.map(({ kind }) => kind))].sort();
  const lineKinds = [...new Set(view.lines.map(({ kind }) => kind))].sort((one, other) => names.kind(one).localeCompare(names.kind(other)));
  const items = [
    ...nodeKinds.map((kind) => make("li", {}, drawn(SHAPES[kind], `node is-${kind}`, 16), say(kind))),
    ...lineKinds.map((kind) => {
      const stroke = strokes.get(kind) ?? { hue: 8, dash: [] };
      const line = drawn("M0 8h40", `line hue-${stroke.hue}`, 40);
      line.firstElementChild?.setAttribute("stroke-dasharray", stroke.dash.join(" "));
      return make("li", {}, line, names.kind(kind));
    }),
  ];
  if (view.lines.some(({ directed }) => directed)) items.push(make("li", { class: "muted" }, say("helps")));
  return make("ul", { class: "legend", "aria-label": say("legend") }, ...items);
}

function drawn(path: string, className: string, width: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ width, height: 16, viewBox: `0 0 ${width} 16`, class: className, "aria-hidden": "true" })) {
    svg.setAttribute(name, String(value));
  }
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}
