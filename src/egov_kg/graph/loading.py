"""A build straight into a store, without files."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.evidence import Quotation
from egov_kg.graph.registry import types_of
from egov_kg.graph.scribe import Claim, DocumentGraph
from egov_kg.graph.statements import claim_pairs, decided_triples, decisions, quotations, unclaimed_triples
from egov_kg.graph.terms import code, decimal, string
from egov_kg.vocabulary import PREFIXES


def to_store(build: GraphBuild) -> ox.Store:
    """A store in memory that holds every statement of a build once, in the default graph.

    The text that carries them is Turtle without order, line breaks and indentation: a parser's time goes by the byte
    (benchmarks/store_bench.py).
    """
    store = ox.Store()
    store.load(_turtle(build).encode(), format=ox.RdfFormat.TURTLE, lenient=True)
    return store


def _turtle(build: GraphBuild) -> str:
    parts = [f"@prefix {prefix}:<{namespace}>." for prefix, namespace in PREFIXES.items()]
    unclaimed = {triple for graph in build.documents for triple in unclaimed_triples(graph)}
    unclaimed.update(build.registry, build.codes, decided_triples(build.decided))
    for subject, properties in decisions(build).items():
        unclaimed.update((subject, predicate, value) for predicate, values in properties.items() for value in values)
    parts += [f"{subject} {predicate} {value}.\n" for subject, predicate, value in unclaimed]
    parts += _claims(build.decided.claims)
    for graph in build.documents:
        parts += _claims(graph.claims)
        parts += _evidence(graph)
    return "".join(parts)


def _claims(claims: tuple[Claim, ...]) -> Iterator[str]:
    """Each claim with the statement that it makes; one that a person rejected without."""
    head = f" a {','.join(types_of('Claim'))};egov:confidence "
    marks: dict[str, str] = {}
    for claim in claims:
        iri, subject, predicate, value, rule, confidence, cited, also = claim
        if also:
            yield from _decided(claim)
            continue
        mark = marks.get(rule)
        if mark is None:
            mark = marks[rule] = f"{head}{decimal(confidence)};egov:rule {string(rule)};prov:wasDerivedFrom "
        sources = cited[0].iri if len(cited) == 1 else ",".join([quotation.iri for quotation in cited])
        yield (
            f"{subject} {predicate} {value}.\n"
            f"{iri}{mark}{sources};rdf:object {value};rdf:predicate {predicate};rdf:subject {subject}.\n"
        )


def _decided(claim: Claim) -> Iterator[str]:
    """A claim about which a person decided."""
    if not claim.rejected:
        yield f"{claim.subject} {claim.predicate} {claim.object}.\n"
    yield f"{claim.iri} {';'.join([f'{predicate} {value}' for predicate, value in claim_pairs(claim)])}.\n"


def _evidence(graph: DocumentGraph) -> Iterator[str]:
    head = f" a {','.join(types_of('Evidence'))};egov:document {graph.iri};egov:start "
    for quotation in quotations(graph):
        yield f"{quotation.iri}{head}{_quotation(quotation)}"


def _quotation(quotation: Quotation) -> str:
    page = "" if quotation.page is None else f";egov:page {quotation.page}"
    question = f";egov:question {code('question', quotation.question)}" if quotation.question else ""
    sure = "" if quotation.recognised is None else f";egov:recognitionConfidence {decimal(quotation.recognised)}"
    return f"{quotation.start};egov:end {quotation.end};egov:quote {string(quotation.quote)}{page}{question}{sure}.\n"
