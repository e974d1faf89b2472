// The modules `virtual:world` (the land of a small map as a path, and the place of every country on it, by M49 number)
// and `virtual:countries` (the same by country, by ISO 3166-1 alpha-3 code), made from Natural Earth's data (npm package
// world-atlas, public domain) when the front end is built. Browsers get no projection.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { geoArea, geoCentroid, geoEqualEarth } from "d3-geo";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

const require = createRequire(import.meta.url);
/** The table of countries that the whole project has; it knows codes and M49 numbers. */
const COUNTRIES = new URL("../src/egov_kg/registry/countries.tsv", import.meta.url);
const WIDTH = 1000;
const HEIGHT = 490;
/** Square units of the map: what a point must move, and what an island must cover, to be drawn. */
const LEAST = 0.35;
const ANTARCTICA = "010";

const MODULES = { "virtual:world": whole, "virtual:countries": byCountry };

/** A plugin of Vite that makes the modules. */
export function world() {
  return {
    name: "egov-kg-world",
    resolveId: (id) => (id in MODULES ? `\0${id}` : null),
    load(id) {
      const make = MODULES[id.slice(1)];
      if (!make || !id.startsWith("\0")) return null;
      const projection = geoEqualEarth().fitSize([WIDTH, HEIGHT], { type: "Sphere" });
      const made = { width: WIDTH, height: HEIGHT, ...make(projection) };
      return `export default JSON.parse('${JSON.stringify(made)}');`; // quicker to read than a script
    },
  };
}

function whole(projection) {
  return { land: Object.values(outlines(projection)).join(""), places: places(projection) };
}

function byCountry(projection) {
  const [head, ...rows] = readFileSync(COUNTRIES, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
  const [iso3, m49] = ["iso3", "m49"].map((name) => head.split("\t").indexOf(name));
  const codes = Object.fromEntries(rows.map((row) => row.split("\t")).map((row) => [row[m49].padStart(3, "0"), row[iso3]]));
  const named = (found) => Object.fromEntries(Object.entries(found).map(([id, value]) => [codes[id] ?? id, value]));
  return { outlines: named(outlines(projection)), places: named(places(projection)) };
}

function read(name) {
  return JSON.parse(readFileSync(require.resolve(`world-atlas/${name}.json`), "utf8"));
}

/** The countries' outlines at 50 million to one as paths of an SVG, by M49 number, projected before they are simplified. */
function outlines(projection) {
  const topology = presimplify(read("countries-50m"));
  const countries = { ...topology.objects.countries };
  countries.geometries = countries.geometries.filter((one) => one.id !== ANTARCTICA);
  const side = 179.999; // beyond it a point would be drawn on the other side of the map
  const clamp = (longitude) => Math.min(Math.max(longitude, -side), side);
  const arcs = topology.arcs.map((arc) => arc.map(([longitude, latitude]) => projection([clamp(longitude), latitude])));
  const projected = presimplify({ type: "Topology", objects: { countries }, arcs });
  const small = simplify(filter(projected, filterWeight(projected, LEAST)), LEAST);
  const found = {};
  for (const { id, geometry } of feature(small, small.objects.countries).features) {
    const polygons = geometry?.type === "Polygon" ? [geometry.coordinates] : (geometry?.coordinates ?? []);
    found[id ?? ""] = (found[id ?? ""] ?? "") + polygons.flat().flatMap(pieces).map(path).join("");
  }
  return found;
}

/** A ring as it is drawn: one that leaves the map on one side and comes back on the other falls into pieces. */
function pieces(ring) {
  const points = ring.slice(0, -1);
  const isJump = (place) => Math.abs(points[place][0] - points.at(place - 1)[0]) > WIDTH / 2;
  const first = points.findIndex((_, place) => isJump(place));
  if (first < 0) return [points];
  const found = [];
  for (let step = 0; step < points.length; step += 1) {
    const place = (first + step) % points.length;
    if (isJump(place)) found.push([]);
    found.at(-1).push(points[place]);
  }
  return found;
}

function path(points) {
  return points.length < 3 ? "" : `M${points.map((point) => point.map((value) => value.toFixed(1)).join(",")).join("L")}Z`;
}

/** The middle of each country's largest part, by M49 number. */
function places(projection) {
  const topology = read("countries-10m");
  const found = {};
  for (const one of feature(topology, topology.objects.countries).features) {
    if (!one.id || one.id === ANTARCTICA) continue;
    const parts = one.geometry.type === "Polygon" ? [one.geometry.coordinates] : one.geometry.coordinates;
    const shapes = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
    const largest = shapes.reduce((best, shape) => (geoArea(shape) > geoArea(best) ? shape : best));
    const area = geoArea(largest);
    if (!found[one.id] || area > found[one.id].area) found[one.id] = { area, place: projection(geoCentroid(largest)) };
  }
  const rounded = ([x, y]) => [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  return Object.fromEntries(Object.keys(found).sort().map((id) => [id, rounded(found[id].place)]));
}
