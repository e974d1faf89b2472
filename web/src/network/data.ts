/**
 * What the network page draws: one JSON document in the page, in
 * `<script type="application/json" id="network-data">` (with `<` written as `\u003c`, so that no sentence ends the
 * element). The page needs nothing else: filters, map, table, search and evidence are made from it in the browser.
 *
 * Rules that types do not say:
 * - `id` of a node is its prefixed name (`country:COL`, `organization:redgealc`, `agency:COL-mintic`); of an edge, its
 *   tie's prefixed name, with ` source target` after it where one tie with several parties makes several edges.
 *   Ids stand in the address of a view, so that they stay the same from build to build.
 * - Every list is sorted by id, so that the same graph gives the same bytes; an optional field that is unknown is left
 *   out, never null or empty.
 * - One tie that two countries report is two edges, as in the graph; the page draws edges of one pair and kind as one
 *   line and lists each. Nothing is merged before.
 * - What follows from memberships is no edge: it stands in `shared`, and the page works out the pairs.
 */
export interface NetworkData {
  /** The number of this shape; the page says so where it meets another one. */
  version: 1;
  /** What was drawn, as a heading. */
  title: Text;
  /** A sentence below the heading, such as the filters the file was made with; may be missing. */
  subtitle?: Text;
  /** What the smallest node is. */
  level: NodeKind;
  /** Labels of every code that a node or an edge uses; regions and communities too, where there are names for them. */
  codes: {
    kind: Record<string, Text>;
    status: Record<string, Text>;
    topic: Record<string, Text>;
    region: Record<string, Text>;
  };
  /** The measures of the nodes, in the order of the table's columns. */
  measures: Measure[];
  documents: Record<string, SourceDocument>;
  /** Each sentence once; edges point to them by place in this list, from 0. */
  sentences: Sentence[];
  nodes: NetworkNode[];
  /** What documents state. */
  edges: NetworkEdge[];
  /** What follows from what is stated: the members of one organisation are linked through it. */
  shared: SharedMembership[];
}

/** A text by language: `en` and `es` where they are known, at least one of them; other languages may stand beside. */
export type Text = Partial<Record<string, string>>;

export type NodeKind = "country" | "organisation" | "agency";

export interface NetworkNode {
  id: string;
  label: Text;
  kind: NodeKind;
  /** ISO 3166-1 alpha-3: a country's own, or that of an agency's country. */
  iso3?: string;
  /** The country's M49 number in three digits (`"076"`), by which the map finds its outline; an agency's country's. */
  m49?: string;
  /** A key of `codes.region`: the M49 region of a country, or of an agency's country. */
  region?: string;
  /** The place in the drawing: any unit, y upwards; the page scales it. The same data has the same places. */
  x: number;
  y: number;
  /** The community that the node belongs to, from 0, the largest first. */
  community?: number;
  /** Values of `measures`, by name: a number, a yes or no, or a text. */
  measures: Record<string, number | boolean | Text>;
  /** The address of its page, relative to the network's page or absolute; left out where there is none. */
  href?: string;
}

/** A measure with the sentence that says what it means. */
export interface Measure {
  name: string;
  label: Text;
  explanation: Text;
  /** Digits after the point that are shown of a number; 0 where it is missing. */
  digits?: number;
}

export interface NetworkEdge {
  id: string;
  /** The ids of two nodes. Where `directed`, the source helps the target; else the lesser id comes first. */
  source: string;
  target: string;
  directed: boolean;
  /** A key of `codes.kind`. */
  kind: string;
  /** A key of `codes.status`. */
  status?: string;
  /** Keys of `codes.topic`. */
  topics: string[];
  /** The year that the text states. */
  year?: number;
  /** The edition of the document, such as 2020. */
  edition?: number;
  /** Ids of the countries whose documents report it; they need not be nodes of this drawing. */
  reportedBy: string[];
  /** The agencies through which it runs. */
  through?: { label: Text; href?: string }[];
  /** Places in `sentences`: all that say it, the one that says most first. */
  sentences: number[];
  /** The address of the tie's page. */
  href?: string;
}

export interface Sentence {
  /** The stretch of text as it stands in the document. */
  quote: string;
  /** A key of `documents`. */
  document: string;
  /** Code points of the document's text. */
  start: number;
  end: number;
  page?: number;
  /** The address of the sentence in its document's page, highlighted; left out where there is none. */
  href?: string;
}

/** A source document; its key is the first 16 hexadecimal digits of its SHA-256. */
export interface SourceDocument {
  title: string;
  /** The node id of the country whose document it is. */
  country?: string;
  edition?: number;
  href?: string;
}

/**
 * An organisation with those of its members that are nodes, and for each the edge that states the membership; where no
 * edge does (level country), the sentences that state it, as places in `sentences`.
 */
export interface SharedMembership {
  /** The organisation's node id; it may be missing among the nodes (level country). */
  through: string;
  label: Text;
  members: { node: string; edges: string[]; sentences?: number[] }[];
}
