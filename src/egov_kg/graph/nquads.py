"""All of a build in named graphs: one a source document, one for the registry, one for the codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.evidence import Quotation
from egov_kg.graph.reference import Triple
from egov_kg.graph.registry import types_of
from egov_kg.graph.scribe import Claim, DocumentGraph
from egov_kg.graph.statements import document_triples, quotations
from egov_kg.graph.terms import TYPE, code, decimal, expand, integer, iri, string
from egov_kg.vocabulary import CODES_GRAPH, REGISTRY_GRAPH

_Pairs = Iterable[tuple[str, str]]


def quads(build: GraphBuild) -> str:
    """`egov-kg.nq`: sorted lines, graph by graph, documents in the order of their keys."""
    parts: list[str] = []
    for triples, name in ((build.codes, CODES_GRAPH), (build.registry, REGISTRY_GRAPH)):
        parts += sorted(_lines(triples, iri(name)))
    for graph in build.documents:
        lines = {*_lines(document_triples(graph), graph.iri)}
        end = f" {expand(graph.iri)} .\n"
        for claim in graph.claims:
            lines.update(_block(claim.iri, _of_claim(claim), end))
        for quotation in quotations(graph):
            lines.update(_block(quotation.iri, _of_quotation(quotation, graph), end))
        parts += sorted(lines)
    return "".join(parts)


def _lines(triples: Iterable[Triple], graph: str) -> Iterator[str]:
    end = f" {expand(graph)} .\n"
    for subject, predicate, value in triples:
        yield f"{expand(subject)} {expand(predicate)} {expand(value)}{end}"


def _block(subject: str, pairs: _Pairs, end: str) -> list[str]:
    start = expand(subject)
    return [f"{start} {expand(predicate)} {expand(value)}{end}" for predicate, value in pairs]


def _of_claim(claim: Claim) -> _Pairs:
    return (
        *((TYPE, type_) for type_ in types_of("Claim")),
        ("egov:confidence", decimal(claim.confidence)),
        ("egov:rule", string(claim.rule)),
        *(("prov:wasDerivedFrom", quotation.iri) for quotation in claim.quotations),
        ("rdf:object", claim.object),
        ("rdf:predicate", claim.predicate),
        ("rdf:subject", claim.subject),
    )


def _of_quotation(quotation: Quotation, graph: DocumentGraph) -> _Pairs:
    pairs = [
        *((TYPE, type_) for type_ in types_of("Evidence")),
        ("egov:document", graph.iri),
        ("egov:end", integer(quotation.end)),
        ("egov:quote", string(quotation.quote)),
        ("egov:start", integer(quotation.start)),
    ]
    if quotation.page is not None:
        pairs.append(("egov:page", integer(quotation.page)))
    if quotation.question is not None:
        pairs.append(("egov:question", code("question", quotation.question)))
    return pairs
