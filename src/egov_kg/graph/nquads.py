"""All of a build in named graphs: one a source document, one each for the registry, the codes and the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.reference import Triple
from egov_kg.graph.rulings import decision_term
from egov_kg.graph.statements import (
    Pairs,
    claim_pairs,
    decided_triples,
    decision_pairs,
    document_triples,
    quotation_pairs,
    quotations,
)
from egov_kg.graph.terms import expand, iri
from egov_kg.vocabulary import CODES_GRAPH, DECISIONS_GRAPH, REGISTRY_GRAPH


def quads(build: GraphBuild) -> str:
    """`egov-kg.nq`: sorted lines, graph by graph, documents in the order of their keys."""
    parts: list[str] = []
    parts += sorted(_lines(build.codes, iri(CODES_GRAPH)))
    parts += sorted(_decided(build))
    parts += sorted(_lines(build.registry, iri(REGISTRY_GRAPH)))
    for graph in build.documents:
        lines = {*_lines(document_triples(graph), graph.iri)}
        end = f" {expand(graph.iri)} .\n"
        for claim in graph.claims:
            lines.update(_block(claim.iri, claim_pairs(claim), end))
        for quotation in quotations(graph):
            lines.update(_block(quotation.iri, quotation_pairs(quotation, graph), end))
        parts += sorted(lines)
    return "".join(parts)


def _decided(build: GraphBuild) -> set[str]:
    lines = {*_lines(decided_triples(build.decided), iri(DECISIONS_GRAPH))}
    end = f" {expand(iri(DECISIONS_GRAPH))} .\n"
    for claim in build.decided.claims:
        lines.update(_block(claim.iri, claim_pairs(claim), end))
    for decision in build.decided.decisions:
        lines.update(_block(decision_term(decision), decision_pairs(decision), end))
    return lines


def _lines(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    end = f" {expand(graph)} .\n"
    for subject, predicate, value in triples:
        yield f"{expand(subject)} {expand(predicate)} {expand(value)}{end}"


def _block(subject: str, pairs: Pairs, end: str) -> list[str]:
    start = expand(subject)
    return [f"{start} {expand(predicate)} {expand(value)}{end}" for predicate, value in pairs]
