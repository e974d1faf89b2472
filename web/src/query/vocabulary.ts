/** What the graph's names are: the document at `api/vocabulary`, made from the ontology. */

export interface Vocabulary {
  /** The prefixes that need no declaration, with their addresses. */
  prefixes: Record<string, string>;
  terms: Term[];
}

export interface Term {
  /** Prefixed, such as `egov:tieKind`. */
  name: string;
  kind: "class" | "property" | "code";
  label: Record<string, string>;
  comment?: Record<string, string>;
  /** Of a property: the prefixes of the codes that are its values. */
  schemes?: string[];
}

/** Fetches the vocabulary; an editor without it still edits. */
export async function loadVocabulary(address: string): Promise<Vocabulary> {
  try {
    const response = await fetch(address);
    if (response.ok) return (await response.json()) as Vocabulary;
  } catch {
    // The server is gone; running the query will say so.
  }
  return { prefixes: {}, terms: [] };
}
