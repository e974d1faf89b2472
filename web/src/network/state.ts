/** What a person has chosen to see. It stands in the page's address, so that a link shows the same. */

export interface State {
  view: "graph" | "map";
  /** Codes that are wanted; none: all. `NONE` stands for what has no status, topic or region. */
  kinds: Set<string>;
  statuses: Set<string>;
  topics: Set<string>;
  regions: Set<string>;
  /** Years that are wanted, both included; ties without a year go when one is given. */
  from: number | null;
  to: number | null;
  /** Whether what follows from memberships is drawn. */
  shared: boolean;
  search: string;
  /** The id of a node, or the key of a line. */
  selected: string | null;
  /** How far the drawing is enlarged and where it was pushed, in parts of its size. */
  zoom: [number, number, number] | null;
}

export const NONE = "-";
export type Choice = "kinds" | "statuses" | "topics" | "regions";
const NAMES: Record<Choice, string> = { kinds: "kind", statuses: "status", topics: "topic", regions: "region" };
const CHOICES = Object.keys(NAMES) as Choice[];

/** The state that an address stands for; what it does not say is as at the start. */
export function readState(hash: string): State {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const codes = (name: string) => new Set((given.get(name) ?? "").split(",").filter(Boolean));
  const number = (name: string) => (/^-?\d{1,4}$/.test(given.get(name) ?? "") ? Number(given.get(name)) : null);
  const zoom = (given.get("zoom") ?? "").split(",").map(Number);
  const [scale, x, y] = zoom.length === 3 && zoom.every(Number.isFinite) ? zoom : [];
  return {
    view: given.get("view") === "map" ? "map" : "graph",
    kinds: codes(NAMES.kinds),
    statuses: codes(NAMES.statuses),
    topics: codes(NAMES.topics),
    regions: codes(NAMES.regions),
    from: number("from"),
    to: number("to"),
    shared: given.get("shared") === "1",
    search: given.get("search") ?? "",
    selected: given.get("selected"),
    zoom: scale !== undefined && scale > 0 ? [scale, x ?? 0, y ?? 0] : null,
  };
}

/** The address's part that stands for a state, the same for the same state. */
export function writeState(state: State): string {
  const said = new URLSearchParams();
  if (state.view === "map") said.set("view", "map");
  for (const choice of CHOICES) if (state[choice].size) said.set(NAMES[choice], [...state[choice]].sort().join(","));
  if (state.from !== null) said.set("from", String(state.from));
  if (state.to !== null) said.set("to", String(state.to));
  if (state.shared) said.set("shared", "1");
  if (state.search) said.set("search", state.search);
  if (state.selected) said.set("selected", state.selected);
  if (state.zoom) said.set("zoom", state.zoom.map((value) => Number(value.toFixed(3))).join(","));
  // Commas and colons mean nothing in this part of an address, and are easier to read as they are.
  const text = said.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text ? `#${text}` : "";
}
