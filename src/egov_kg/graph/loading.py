"""A build straight into a store, without files."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from egov_kg.graph.build import GraphBuild
from egov_kg.graph.evidence import Quotation
from egov_kg.graph.registry import types_of
from egov_kg.graph.scribe import Claim, DocumentGraph
from egov_kg.graph.statements import document_triples, quotations
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
    stated = {triple for graph in build.documents for triple in document_triples(graph)}
    stated.update(build.registry, build.codes)
    parts = [f"@prefix {prefix}:<{namespace}>." for prefix, namespace in PREFIXES.items()]
    parts += [f"{subject} {predicate} {value}.\n" for subject, predicate, value in stated]
    for graph in build.documents:
        parts += _claims(graph)
        parts += _evidence(graph)
    return "".join(parts)


def _claims(graph: DocumentGraph) -> Iterator[str]:
    types = ",".join(types_of("Claim"))
    for claim in graph.claims:
        yield _claim(claim, types)


def _claim(claim: Claim, types: str) -> str:
    iri, subject, predicate, value, rule, confidence, cited = claim
    sources = ",".join([quotation.iri for quotation in cited]) if len(cited) > 1 else cited[0].iri
    return (
        f"{iri} a {types};egov:confidence {decimal(confidence)};egov:rule {string(rule)};"
        f"prov:wasDerivedFrom {sources};rdf:object {value};rdf:predicate {predicate};rdf:subject {subject}.\n"
    )


def _evidence(graph: DocumentGraph) -> Iterator[str]:
    start = f" a {','.join(types_of('Evidence'))};egov:document {graph.iri};egov:start "
    for quotation in quotations(graph):
        yield f"{quotation.iri}{start}{_quotation(quotation)}"


def _quotation(quotation: Quotation) -> str:
    page = "" if quotation.page is None else f";egov:page {quotation.page}"
    question = f";egov:question {code('question', quotation.question)}" if quotation.question else ""
    return f"{quotation.start};egov:end {quotation.end};egov:quote {string(quotation.quote)}{page}{question}.\n"
