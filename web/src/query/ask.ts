/** Asks the endpoint, and reads what comes: a table, yes or no, a graph, or why there is no answer. */

export interface Value {
  type: "uri" | "literal" | "bnode" | "triple";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}
export type Row = Record<string, Value | undefined>;

export type Answer =
  | { kind: "table"; columns: string[]; rows: Row[]; cut: boolean }
  | { kind: "boolean"; value: boolean }
  | { kind: "graph"; turtle: string; cut: boolean };

/** Why there is no answer; `line` and `column` count from 1, in code points. */
export class Refused extends Error {
  constructor(
    readonly reason: string,
    readonly line?: number,
    readonly column?: number,
  ) {
    super(reason);
  }
}

const RESULTS = "application/sparql-results+json";
const TURTLE = "text/turtle";
const PROBLEM = "application/problem+json";

/** Sends a query; `accept` chooses the form of the answer. */
export function send(endpoint: string, query: string, accept: string, signal: AbortSignal | null = null): Promise<Response> {
  const headers = { "content-type": "application/sparql-query", accept: `${accept}, ${PROBLEM};q=0.1` };
  return fetch(endpoint, { method: "POST", headers, body: query, signal });
}

/** The answer to a query; throws Refused, and what `fetch` throws where the server cannot be reached. */
export async function ask(endpoint: string, query: string, signal: AbortSignal): Promise<Answer> {
  const response = await send(endpoint, query, `${RESULTS}, ${TURTLE};q=0.9`, signal);
  if (!response.ok) throw await refusal(response);
  const { text, cut } = await readAll(response, signal);
  if (!response.headers.get("content-type")?.startsWith(RESULTS)) return { kind: "graph", turtle: text, cut };
  const found = parse(text, cut);
  if ("boolean" in found) return { kind: "boolean", value: found.boolean };
  return { kind: "table", columns: found.head.vars, rows: found.results.bindings, cut };
}

/** Why a request was refused, as the server says it. */
export async function refusal(response: Response): Promise<Refused> {
  const text = await response.text();
  try {
    const problem = JSON.parse(text) as { detail?: string; line?: number; column?: number };
    return new Refused(problem.detail ?? text, problem.line, problem.column);
  } catch {
    return new Refused(text || `${response.status} ${response.statusText}`);
  }
}

/** What a server sends until it ends or breaks off: then the answer passed a limit, and is not whole. */
async function readAll(response: Response, signal: AbortSignal): Promise<{ text: string; cut: boolean }> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  const parts: string[] = [];
  try {
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) return { text: parts.join(""), cut: false };
      parts.push(piece.value);
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return { text: parts.join(""), cut: true };
  }
}

type Results = { head: { vars: string[] }; results: { bindings: Row[] } } | { boolean: boolean };

/** Reads results; of those that were cut, the rows that came whole. */
function parse(text: string, cut: boolean): Results {
  if (!cut) return JSON.parse(text) as Results;
  for (let end = text.lastIndexOf("}},{"); end > 0; end = text.lastIndexOf("}},{", end - 1)) {
    try {
      return JSON.parse(`${text.slice(0, end + 2)}]}}`) as Results;
    } catch {
      // These characters stood inside a text; the ones before will do.
    }
  }
  return { head: { vars: [] }, results: { bindings: [] } };
}
