/** What is drawn of the data in a state: nodes, and lines that stand for one or several ties of a pair and a kind. */

import type { NetworkData, NetworkEdge, NetworkNode, SharedMembership } from "./data";
import { NONE, type State } from "./state";

/** The kind of lines that follow from memberships. */
export const SHARED = "shared-membership";

export interface Line {
  /** Stays the same from build to build: source, target and kind. */
  key: string;
  source: NetworkNode;
  target: NetworkNode;
  kind: string;
  directed: boolean;
  /** What is stated; empty for a line that follows. */
  edges: NetworkEdge[];
  /** Through what it follows; empty for a line that is stated. */
  through: SharedMembership[];
  /** How far it bends aside from the straight way, where a pair has several lines: -0.5, 0.5 … */
  bend: number;
}

export interface View {
  nodes: NetworkNode[];
  lines: Line[];
  /** The lines at each node. */
  linesOf: Map<string, Line[]>;
}

/** What a state shows. */
export function makeView(data: NetworkData, state: State): View {
  const byId = new Map(data.nodes.map((node) => [node.id, node]));
  const lines = new Map<string, Line>();
  for (const edge of data.edges) {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    if (source && target && shows(edge, source, target, state)) {
      lineOf(lines, source, target, edge.kind, edge.directed).edges.push(edge);
    }
  }
  if (state.shared) addShared(data, byId, lines, state);
  const drawn = [...lines.values()];
  bendApart(drawn);
  const linesOf = new Map<string, Line[]>();
  for (const line of drawn) for (const end of [line.source, line.target]) push(linesOf, end.id, line);
  const isNarrowed = state.kinds.size + state.statuses.size + state.topics.size > 0 || state.from !== null || state.to !== null;
  const nodes = data.nodes.filter((node) => linesOf.has(node.id) || (!isNarrowed && isWanted(state.regions, node.region)));
  return { nodes, lines: drawn, linesOf };
}

function shows(edge: NetworkEdge, source: NetworkNode, target: NetworkNode, state: State): boolean {
  return (
    isWanted(state.kinds, edge.kind) &&
    isWanted(state.statuses, edge.status) &&
    (edge.topics.length ? edge.topics.some((topic) => isWanted(state.topics, topic)) : isWanted(state.topics, undefined)) &&
    (isWanted(state.regions, source.region) || isWanted(state.regions, target.region)) &&
    (state.from === null || (edge.year ?? -Infinity) >= state.from) &&
    (state.to === null || (edge.year ?? Infinity) <= state.to)
  );
}

function isWanted(wanted: Set<string>, code: string | undefined): boolean {
  return wanted.size === 0 || wanted.has(code ?? NONE);
}

function addShared(data: NetworkData, byId: Map<string, NetworkNode>, lines: Map<string, Line>, state: State): void {
  for (const one of data.shared) {
    const members = one.members.flatMap(({ node }) => byId.get(node) ?? []);
    members.forEach((source, place) => {
      for (const target of members.slice(place + 1)) {
        if (isWanted(state.regions, source.region) || isWanted(state.regions, target.region)) {
          lineOf(lines, source, target, SHARED, false).through.push(one);
        }
      }
    });
  }
}

function lineOf(lines: Map<string, Line>, source: NetworkNode, target: NetworkNode, kind: string, directed: boolean): Line {
  const key = `${source.id} ${target.id} ${kind}`;
  let line = lines.get(key);
  if (!line) lines.set(key, (line = { key, source, target, kind, directed, edges: [], through: [], bend: 0 }));
  line.directed ||= directed;
  return line;
}

/** Lines of one pair go side by side, bent to both sides of the straight way. */
function bendApart(lines: Line[]): void {
  const pairs = new Map<string, Line[]>();
  for (const line of lines) push(pairs, [line.source.id, line.target.id].sort().join(" "), line);
  for (const pair of pairs.values()) {
    pair.forEach((line, place) => {
      const bend = place - (pair.length - 1) / 2;
      line.bend = line.source.id < line.target.id ? bend : -bend;
    });
  }
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
