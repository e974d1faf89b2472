/** Lines on the screen: where they bend, and which of them a pointer is at. */

import type { Point } from "./places";
import type { Line } from "./view";

/** How far two lines of one pair stand apart in their middle, in pixels. */
const APART = 16;

/** A line as a curve of second degree: from one end by a point beside the way to the other. */
export interface Curve {
  from: Point;
  by: Point;
  to: Point;
}

export function curveOf(line: Line, from: Point, to: Point): Curve {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const aside = (line.bend * 2 * APART) / length;
  return { from, to, by: { x: (from.x + to.x) / 2 - dy * aside, y: (from.y + to.y) / 2 + dx * aside } };
}

/** The point of a curve at a share of its way, 0 to 1. */
export function along({ from, by, to }: Curve, share: number): Point {
  const rest = 1 - share;
  return {
    x: rest * rest * from.x + 2 * rest * share * by.x + share * share * to.x,
    y: rest * rest * from.y + 2 * rest * share * by.y + share * share * to.y,
  };
}

/** The distance of a point from a curve, in pixels. */
export function distance(curve: Curve, point: Point): number {
  const pieces = curve.by.x === (curve.from.x + curve.to.x) / 2 && curve.by.y === (curve.from.y + curve.to.y) / 2 ? 1 : 8;
  let least = Infinity;
  let before = curve.from;
  for (let piece = 1; piece <= pieces; piece += 1) {
    const here = piece === pieces ? curve.to : along(curve, piece / pieces);
    least = Math.min(least, toSegment(point, before, here));
    before = here;
  }
  return least;
}

function toSegment(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const share = square ? Math.max(0, Math.min(1, ((point.x - from.x) * dx + (point.y - from.y) * dy) / square)) : 0;
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}
