/** Where nodes stand: in the drawing as the data says, on the map by their country. */

import world from "virtual:world";

import type { NetworkNode } from "./data";
import type { State } from "./state";

export interface Point {
  x: number;
  y: number;
}

export interface Places {
  /** The size of what holds everything, to be fitted into the window. */
  width: number;
  height: number;
  at: Map<string, Point>;
  /** The outlines of the countries, on the map. */
  land: Path2D | null;
}

const WIDTH = 1000;
/** Between nodes that have no place on the map, which stand in rows below it. */
const STEP = 62;

export function places(nodes: NetworkNode[], view: State["view"]): Places {
  return view === "map" ? onMap(nodes) : inDrawing(nodes);
}

function inDrawing(nodes: NetworkNode[]): Places {
  if (!nodes.length) return { width: 1, height: 1, at: new Map(), land: null };
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => -node.y);
  const [left, top] = [min(xs), min(ys)];
  const span = Math.max(max(xs) - left, max(ys) - top) || 1;
  const scale = WIDTH / span;
  return {
    width: Math.max((max(xs) - left) * scale, 1),
    height: Math.max((max(ys) - top) * scale, 1),
    at: new Map(nodes.map((node) => [node.id, { x: (node.x - left) * scale, y: (-node.y - top) * scale }])),
    land: null,
  };
}

// `reduce`, for a list of thousands is too long for the arguments of Math.min.
const min = (values: number[]) => values.reduce((one, other) => Math.min(one, other), Infinity);
const max = (values: number[]) => values.reduce((one, other) => Math.max(one, other), -Infinity);

function onMap(nodes: NetworkNode[]): Places {
  const at = new Map<string, Point>();
  const crowds = new Map<string, NetworkNode[]>();
  const homeless: NetworkNode[] = [];
  for (const node of nodes) {
    const place = world.places[node.m49 ?? ""];
    if (!place) homeless.push(node);
    else if (node.kind === "country") at.set(node.id, { x: place[0], y: place[1] });
    else crowds.set(node.m49 ?? "", [...(crowds.get(node.m49 ?? "") ?? []), node]);
  }
  for (const [m49, crowd] of crowds) ring(crowd, world.places[m49] ?? [0, 0], at);
  const rows = Math.ceil((homeless.length * STEP) / world.width);
  homeless.forEach((node, place) => {
    const inRow = Math.ceil(homeless.length / rows);
    const [column, row] = [place % inRow, Math.floor(place / inRow)];
    at.set(node.id, { x: ((column + 0.5) * world.width) / inRow, y: world.height + row * 28 });
  });
  return { width: world.width, height: world.height + rows * 28, at, land: new Path2D(world.land) };
}

/** Several nodes of one country stand around its middle. */
function ring(nodes: NetworkNode[], [x, y]: [number, number], at: Map<string, Point>): void {
  nodes.forEach((node, place) => {
    const angle = (2 * Math.PI * place) / nodes.length;
    const radius = nodes.length > 1 ? 5 + nodes.length / 2 : 0;
    at.set(node.id, { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) });
  });
}
