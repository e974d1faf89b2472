"""All of a build in named graphs: one a source document, one for the registry, one for the codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.reference import Triple
from egov_kg.graph.scribe import DocumentGraph
from egov_kg.graph.statements import claim_triples, document_triples, evidence_triples, quotations
from egov_kg.graph.terms import expand, iri
from egov_kg.vocabulary import CODES_GRAPH, REGISTRY_GRAPH


def quads(build: GraphBuild) -> str:
    """`egov-kg.nq`: sorted lines, graph by graph, documents in the order of their keys."""
    parts = [*_lines(build.codes, iri(CODES_GRAPH)), *_lines(build.registry, iri(REGISTRY_GRAPH))]
    for graph in build.documents:
        parts += _lines(_of_document(graph), graph.iri)
    return "".join(parts)


def _of_document(graph: DocumentGraph) -> Iterator[Triple]:
    yield from document_triples(graph)
    for claim in graph.claims:
        yield from claim_triples(claim)
    for quotation in quotations(graph):
        yield from evidence_triples(graph.iri, quotation)


def _lines(triples: Iterable[Triple], graph: str) -> list[str]:
    name = expand(graph)
    return sorted({f"{expand(s)} {expand(p)} {expand(o)} {name} .\n" for s, p, o in triples})
