/** Names beside nodes, as many as fit without lying on each other; those with the most ties come first. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Wanted {
  text: string;
  /** The middle and the radius of the node. */
  x: number;
  y: number;
  radius: number;
  /** The width of the text in pixels. */
  width: number;
}

export interface Placed {
  text: string;
  /** Where the text begins, and the middle of its height. */
  x: number;
  y: number;
}

const HEIGHT = 15;
const GAP = 4;
const CELL = 48;

/** Places for the names that fit, in the order they are wanted; `taken` is what they may not cover. */
export function placeLabels(wanted: Wanted[], taken: Box[], width: number, height: number): Placed[] {
  const cells = new Map<number, Box[]>();
  for (const box of taken) add(cells, box);
  const placed: Placed[] = [];
  for (const one of wanted) {
    const box = candidates(one).find((candidate) => isInside(candidate, width, height) && isFree(cells, candidate));
    if (!box) continue;
    add(cells, box);
    placed.push({ text: one.text, x: box.x + 2, y: box.y + HEIGHT / 2 });
  }
  return placed;
}

/** Right, left, below, above. */
function candidates({ x, y, radius, width }: Wanted): Box[] {
  const size = { width: width + 4, height: HEIGHT };
  const away = radius + GAP;
  return [
    { x: x + away, y: y - HEIGHT / 2, ...size },
    { x: x - away - size.width, y: y - HEIGHT / 2, ...size },
    { x: x - size.width / 2, y: y + away - 1, ...size },
    { x: x - size.width / 2, y: y - away - HEIGHT + 1, ...size },
  ];
}

function isInside(box: Box, width: number, height: number): boolean {
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
}

function isFree(cells: Map<number, Box[]>, box: Box): boolean {
  return cellsOf(box).every((cell) => (cells.get(cell) ?? []).every((other) => !overlaps(box, other)));
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
  );
}

function add(cells: Map<number, Box[]>, box: Box): void {
  for (const cell of cellsOf(box)) {
    const there = cells.get(cell);
    if (there) there.push(box);
    else cells.set(cell, [box]);
  }
}

function cellsOf(box: Box): number[] {
  const found = [];
  for (let column = Math.floor(box.x / CELL); column * CELL < box.x + box.width; column += 1) {
    for (let row = Math.floor(box.y / CELL); row * CELL < box.y + box.height; row += 1) found.push(column * 10_000 + row);
  }
  return found;
}
