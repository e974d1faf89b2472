/**
 * The map of coverage: `<div class="world-map" data-read="EST URY" data-spoken="KEN" hidden>` with ISO 3166-1 alpha-3
 * codes becomes a map of the countries whose documents were read and of those that others speak of. Names and addresses
 * are those of the links below it, which say the same in words.
 */

import countries from "virtual:countries";

import { make } from "./lib/html";
import { say, type Key } from "./lib/say";

const SVG = "http://www.w3.org/2000/svg";
/** Square units of a country's box below which a dot is drawn instead. */
const SMALL = 30;

type Kind = "read" | "spoken";
const WORDS: Record<Kind, Key> = { read: "documents read", spoken: "spoken of" };

function draw(host: HTMLElement): void {
  const kinds = new Map<string, Kind>();
  for (const code of codes(host.dataset.spoken)) kinds.set(code, "spoken");
  for (const code of codes(host.dataset.read)) kinds.set(code, "read");
  const map = svg("svg", { viewBox: `0 4 ${countries.width} ${countries.height - 50}`, "aria-hidden": "true" });
  map.append(svg("path", { class: "land", d: Object.values(countries.outlines).join("") }));
  for (const [code, kind] of [...kinds].sort()) {
    const shape = shapeOf(code, kind);
    if (shape) map.append(shape);
  }
  host.replaceChildren(map, legend([...new Set(kinds.values())].sort()));
  host.hidden = false;
}

function codes(list: string | undefined): string[] {
  return (list ?? "").split(/\s+/).filter(Boolean);
}

/** A country as a link for the pointer, with its name; keyboards and screen readers have the lists. */
function shapeOf(code: string, kind: Kind): SVGElement | null {
  const place = countries.places[code];
  const path = countries.outlines[code] ?? "";
  if (!place) return null;
  const [x, y] = place;
  const isSmall = extent(path) < SMALL;
  const shape = isSmall ? svg("circle", { cx: x, cy: y, r: 4, class: kind }) : svg("path", { d: path, class: kind });
  const link = document.querySelector<HTMLAnchorElement>(`main a[href*="country/${code}"]`);
  const title = svg("title", {});
  title.textContent = `${link?.textContent?.trim() ?? code}: ${say(WORDS[kind])}`;
  shape.append(title);
  if (!link) return shape;
  const anchor = svg("a", { href: link.href, tabindex: -1 });
  anchor.append(shape);
  return anchor;
}

/** The area of the box around a path. */
function extent(path: string): number {
  const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)];
  const [xs, ys] = [1, 2].map((part) => points.map((point) => Number(point[part])));
  const span = (values: number[] = []) => (values.length ? Math.max(...values) - Math.min(...values) : 0);
  return span(xs) * span(ys);
}

function legend(kinds: Kind[]): HTMLElement {
  const items = kinds.map((kind) => make("li", {}, make("span", { class: `swatch ${kind}` }), say(WORDS[kind])));
  return make("ul", { class: "legend" }, ...items);
}

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

for (const host of document.querySelectorAll<HTMLElement>(".world-map")) draw(host);
