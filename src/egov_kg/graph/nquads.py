"""All of a build in named graphs: one a source document, one for the registry, one for the codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.reference import Triple
from egov_kg.graph.statements import Pairs, claim_pairs, document_triples, quotation_pairs, quotations
from egov_kg.graph.terms import expand, iri
from egov_kg.vocabulary import CODES_GRAPH, REGISTRY_GRAPH


def quads(build: GraphBuild) -> str:
    """`egov-kg.nq`: sorted lines, graph by graph, documents in the order of their keys."""
    parts: list[str] = []
    for triples, name in ((build.codes, CODES_GRAPH), (build.registry, REGISTRY_GRAPH)):
        parts += sorted(_lines(triples, iri(name)))
    for graph in build.documents:
        lines = {*_lines(document_triples(graph), graph.iri)}
        end = f" {expand(graph.iri)} .\n"
        for claim in graph.claims:
            lines.update(_block(claim.iri, claim_pairs(claim), end))
        for quotation in quotations(graph):
            lines.update(_block(quotation.iri, quotation_pairs(quotation, graph), end))
        parts += sorted(lines)
    return "".join(parts)


def _lines(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    end = f" {expand(graph)} .\n"
    for subject, predicate, value in triples:
        yield f"{expand(subject)} {expand(predicate)} {expand(value)}{end}"


def _block(subject: str, pairs: Pairs, end: str) -> list[str]:
    start = expand(subject)
    return [f"{start} {expand(predicate)} {expand(value)}{end}" for predicate, value in pairs]
