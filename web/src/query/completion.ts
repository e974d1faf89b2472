/** What the editor offers: names of the ontology, variables of the query, words of SPARQL. */

import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";

import { make } from "../lib/html";
import { language, say } from "../lib/say";
import type { Term, Vocabulary } from "./vocabulary";

const KEYWORDS = (
  "SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED PREFIX BASE DISTINCT REDUCED OPTIONAL UNION MINUS FILTER BIND VALUES " +
  "GRAPH EXISTS NOT IN AS GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET UNDEF"
).split(" ");
const FUNCTIONS = (
  "COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE COALESCE IF ABS CEIL FLOOR " +
  "ROUND CONCAT SUBSTR STRLEN REPLACE UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER REGEX " +
  "ISIRI ISBLANK ISLITERAL ISNUMERIC SAMETERM YEAR MONTH DAY STRDT STRLANG"
).split(" ");

/** The source of completions for a vocabulary that may still be on its way. */
export function completions(vocabulary: () => Vocabulary): CompletionSource {
  return (context) => complete(context, vocabulary());
}

function complete(context: CompletionContext, vocabulary: Vocabulary): CompletionResult | null {
  const line = context.state.sliceDoc(context.state.doc.lineAt(context.pos).from, context.pos);
  if (/^[^"'<]*#/.test(line) && !/[<"'][^>"']*$/.test(line)) return null;
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) return { from: variable.from, options: variables(context, variable.text), validFor: /^[?$]\w*$/ };
  const name = context.matchBefore(/[A-Za-z][\w-]*:[\w-]*/);
  const word = name ?? context.matchBefore(/[A-Za-z_]\w*/);
  if (!word && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  const before = context.state.sliceDoc(Math.max(0, from - 200), from);
  const wanted = expected(before, vocabulary);
  const terms = vocabulary.terms.filter((term) => (wanted ? wanted(term) : name !== null));
  const options = terms.map((term) => ofTerm(term, wanted ? 50 : 0));
  if (!name) options.push(...words(vocabulary));
  return { from, options, validFor: /^[\w:-]*$/ };
}

/** What fits where the cursor stands: classes after `a`, codes after a property that has codes as values. */
function expected(before: string, vocabulary: Vocabulary): ((term: Term) => boolean) | null {
  if (/\s(a|rdf:type)\s+$/.test(before)) return (term) => term.kind === "class";
  const property = /(\S+)\s+$/.exec(before)?.[1];
  const schemes = vocabulary.terms.find((term) => term.kind === "property" && term.name === property)?.schemes;
  return schemes?.length ? (term) => term.kind === "code" && schemes.includes(term.name.split(":")[0] ?? "") : null;
}

function variables(context: CompletionContext, typed: string): Completion[] {
  const names = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
  names.delete(typed);
  return [...names].sort().map((label) => ({ label, type: "variable", detail: say("variable") }));
}

function words(vocabulary: Vocabulary): Completion[] {
  return [
    ...KEYWORDS.map((label) => ({ label, type: "keyword" })),
    ...FUNCTIONS.map((label) => ({ label, type: "function", apply: `${label}(` })),
    ...Object.entries(vocabulary.prefixes).map(([prefix, address]) => ({
      label: `${prefix}:`,
      type: "namespace",
      detail: say("prefix"),
      info: address,
      boost: prefix === "egov" ? 20 : 0,
    })),
  ];
}

function ofTerm(term: Term, boost: number): Completion {
  return {
    boost,
    label: term.name,
    type: { class: "class", property: "property", code: "constant" }[term.kind],
    detail: inLanguage(term.label),
    info: () => explanation(term),
  };
}

function explanation(term: Term): HTMLElement {
  const schemes = term.schemes?.length ? say("values", { values: term.schemes.map((one) => `${one}:`).join(", ") }) : "";
  return make(
    "div",
    { class: "explanation" },
    make("p", {}, make("strong", {}, inLanguage(term.label)), ` · ${say(term.kind)}`),
    term.comment && make("p", {}, inLanguage(term.comment)),
    schemes && make("p", {}, schemes),
  );
}

function inLanguage(text: Record<string, string>): string {
  return text[language()] ?? text.en ?? Object.values(text)[0] ?? "";
}
