/** Draws a view onto a canvas: land, lines, nodes, names. All sizes are pixels of CSS. */

import { curveOf, along, type Curve } from "./geometry";
import { placeLabels } from "./labels";
import { outline, type Palette, type Stroke } from "./look";
import type { NetworkNode } from "./data";
import type { Places, Point } from "./places";
import type { Line, View } from "./view";
import { words } from "./words";

/** From the places of the data to the screen. */
export interface Transform {
  k: number;
  x: number;
  y: number;
}

export interface Scene {
  view: View;
  places: Places;
  transform: Transform;
  /** How far a person has enlarged the drawing, 1 at the start. */
  zoomed: number;
  width: number;
  height: number;
  strokes: Map<string, Stroke>;
  palette: Palette;
}

/** The corner that the buttons for zooming cover. */
const BUTTONS = { width: 56, height: 140 };
/** Of more lines than these each is fainter, and arrows are left to what is chosen and to closer looks. */
const MANY = 900;

export function onScreen(point: Point, { k, x, y }: Transform): Point {
  return { x: point.x * k + x, y: point.y * k + y };
}

/** Nodes with more lines are larger; where many stand close, and on the map, all are smaller. */
export function radiusOf(scene: Scene, node: NetworkNode): number {
  const lines = scene.view.linesOf.get(node.id)?.length ?? 0;
  const room = Math.sqrt((scene.width * scene.height) / Math.max(scene.view.nodes.length, 1)) / 75;
  const scale = Math.min(Math.max(room, 0.55), scene.places.land ? 0.8 : 1.1) * Math.min(Math.sqrt(scene.zoomed), 1.6);
  return scale * (node.kind === "agency" ? 0.8 : 1) * Math.min(14, 4 + 1.3 * Math.sqrt(lines));
}

export function curveOnScreen(scene: Scene, line: Line): Curve | null {
  const from = scene.places.at.get(line.source.id);
  const to = scene.places.at.get(line.target.id);
  return from && to ? curveOf(line, onScreen(from, scene.transform), onScreen(to, scene.transform)) : null;
}

export function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const isDense = scene.view.lines.length > MANY * scene.zoomed;
  paintLines(context, scene, scene.view.lines, { alpha: isDense ? 0.3 : 0.75, wider: 0, arrows: !isDense });
  paintNodes(context, scene, scene.view.nodes);
  paintNames(context, scene, scene.view.nodes);
}

/** What stands out: lines with their ends and names, over what is dimmed. */
export function paintChosen(context: CanvasRenderingContext2D, scene: Scene, nodes: NetworkNode[], lines: Line[]): void {
  paintLines(context, scene, lines, { alpha: 1, wider: 1, arrows: true });
  paintNodes(context, scene, nodes);
  paintNames(context, scene, nodes);
}

/** The land of the map, which is never dimmed. */
export function paintLand(context: CanvasRenderingContext2D, { palette, places: { land }, transform }: Scene): void {
  if (!land) return;
  context.save();
  context.translate(transform.x, transform.y);
  context.scale(transform.k, transform.k);
  context.fillStyle = palette.get("land");
  context.strokeStyle = palette.get("paper");
  context.lineWidth = 0.75 / transform.k;
  context.fill(land);
  context.stroke(land);
  context.restore();
}

interface Manner {
  alpha: number;
  wider: number;
  arrows: boolean;
}

function paintLines(context: CanvasRenderingContext2D, scene: Scene, lines: Line[], { alpha, wider, arrows }: Manner): void {
  context.save();
  context.globalAlpha = alpha;
  for (const line of lines) {
    const curve = curveOnScreen(scene, line);
    const stroke = scene.strokes.get(line.kind);
    if (!curve || !stroke) continue;
    const colour = scene.palette.hue(stroke.hue);
    context.strokeStyle = colour;
    context.setLineDash(stroke.dash);
    context.lineWidth = Math.min(1.2 + 0.4 * (line.edges.length - 1), 3) + wider;
    // One path a line: many in one path take a browser without a graphics card many times as long.
    context.beginPath();
    context.moveTo(curve.from.x, curve.from.y);
    if (line.bend) context.quadraticCurveTo(curve.by.x, curve.by.y, curve.to.x, curve.to.y);
    else context.lineTo(curve.to.x, curve.to.y);
    context.stroke();
    if (line.directed && arrows) paintArrow(context, curve, colour, radiusOf(scene, line.target) + 1, 1 + wider / 3);
  }
  context.restore();
}

function paintArrow(context: CanvasRenderingContext2D, curve: Curve, colour: string, radius: number, size: number): void {
  const length = Math.hypot(curve.to.x - curve.from.x, curve.to.y - curve.from.y);
  if (length < 2 * radius + 6) return;
  const tip = along(curve, 1 - radius / length);
  const back = along(curve, 1 - (radius + 9) / length);
  const angle = Math.atan2(tip.y - back.y, tip.x - back.x);
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  for (const side of [-1, 1]) {
    context.lineTo(tip.x - 9 * size * Math.cos(angle + side * 0.42), tip.y - 9 * size * Math.sin(angle + side * 0.42));
  }
  context.fill();
}

function paintNodes(context: CanvasRenderingContext2D, scene: Scene, nodes: NetworkNode[]): void {
  context.lineWidth = 1.5;
  context.setLineDash([]);
  context.strokeStyle = scene.palette.get("paper");
  for (const node of nodes) {
    const point = scene.places.at.get(node.id);
    if (!point) continue;
    const { x, y } = onScreen(point, scene.transform);
    context.fillStyle = scene.palette.node(node.kind);
    context.beginPath();
    outline(context, node.kind, x, y, radiusOf(scene, node));
    context.fill();
    context.stroke();
  }
}

function paintNames(context: CanvasRenderingContext2D, scene: Scene, nodes: NetworkNode[]): void {
  context.font = `13px ${scene.palette.get("sans")}`;
  context.textBaseline = "middle";
  const wanted = nodes.flatMap((node) => {
    const point = scene.places.at.get(node.id);
    if (!point) return [];
    const text = shortened(words(node.label));
    const { x, y } = onScreen(point, scene.transform);
    return [{ text, x, y, radius: radiusOf(scene, node), width: measured(context, text) }];
  });
  wanted.sort((one, other) => other.radius - one.radius || (one.text < other.text ? -1 : 1));
  const taken = wanted.map(({ x, y, radius }) => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }));
  taken.push({ x: scene.width - BUTTONS.width, y: 0, ...BUTTONS });
  context.lineWidth = 3.5;
  context.lineJoin = "round";
  context.setLineDash([]);
  context.strokeStyle = scene.palette.get("paper");
  context.fillStyle = scene.palette.get("ink");
  for (const { text, x, y } of placeLabels(wanted, taken, scene.width, scene.height)) {
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}

function shortened(text: string): string {
  return text.length > 34 ? `${text.slice(0, 32).trimEnd()}…` : text;
}

const WIDTHS = new Map<string, number>();

/** The width of a text, measured once. */
function measured(context: CanvasRenderingContext2D, text: string): number {
  let width = WIDTHS.get(text);
  if (width === undefined) WIDTHS.set(text, (width = context.measureText(text).width));
  return width;
}
