"""The files of links: Turtle for the default graph, N-Quads with a graph a source, and what a person is asked."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from egov_kg.graph.terms import TYPE, expand
from egov_kg.linking.describing import Triple
from egov_kg.linking.model import Link
from egov_kg.vocabulary import PREFIXES

COLUMNS: Final = ("link", "subject", "predicate", "object", "score", "method", "about", "target", "reasons")
_NEXT: Final = ",\n        "
_UNPREFIXED: Final = frozenset('"<-0123456789')


def turtle(triples: Iterable[Triple]) -> bytes:
    """Sorted Turtle, one thing a block, one object a line."""
    things: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    used: set[str] = set()
    for subject, predicate, value in triples:
        things[subject][predicate].add(value)
    parts = []
    for subject, said in sorted(things.items()):
        lines = [subject]
        for predicate in sorted(said, key=lambda one: (one != TYPE, one)):
            values = sorted(said[predicate])
            used.update(filter(None, map(_prefix, (subject, predicate, *values))))
            lines.append(f"    {predicate} {_NEXT.join(values)} ;")
        parts.append("\n".join((*lines, ".\n")))
    head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(used))
    return (head + "\n" + "".join(parts)).encode()


def _prefix(term: str) -> str | None:
    if term[0] in _UNPREFIXED:
        return "xsd" if term.endswith("^^xsd:date") else None
    return term.partition(":")[0] if term != TYPE else None


def quads(graphs: Mapping[str, Iterable[Triple]]) -> bytes:
    """Sorted N-Quads, graph by graph, by the IRIs of the graphs."""
    lines = []
    for graph, triples in sorted(graphs.items()):
        lines += sorted({f"{expand(s)} {expand(p)} {expand(o)} <{graph}> .\n" for s, p, o in triples})
    return "".join(lines).encode()


def table(links: Iterable[Link]) -> bytes:
    """Links as a table, the surest first."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    for link in sorted(links, key=lambda one: (-one.score, one.about, one.subject, one.object)):
        writer.writerow([
            link.iri, link.subject, link.predicate, link.object, f"{link.score:.4f}", link.method, link.about,
            link.target, "; ".join(link.reasons),
        ])  # fmt: skip
    return text.getvalue().encode()
