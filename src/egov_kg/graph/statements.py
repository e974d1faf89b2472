"""The statements of a build, grouped by their subjects, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter

from egov_kg.decisions import Decision
from egov_kg.graph.build import GraphBuild
from egov_kg.graph.deciding import DecisionGraph
from egov_kg.graph.evidence import Quotation
from egov_kg.graph.reference import Triple
from egov_kg.graph.registry import OF_REGISTRY, types_of
from egov_kg.graph.rulings import decision_term
from egov_kg.graph.scribe import Claim, DocumentGraph
from egov_kg.graph.terms import TYPE, code, date, decimal, integer, string

Properties = dict[str, set[str]]
"""The objects of a subject by predicate."""

Pairs = Iterable[tuple[str, str]]
"""Predicates and objects of one subject."""


def document_triples(graph: DocumentGraph) -> Iterator[Triple]:
    """What a document states, with the types of the things that are its own; claims and quotations are left out."""
    yield from unclaimed_triples(graph)
    for claim in graph.claims:
        if not claim.also or not claim.rejected:
            yield claim.triple


def unclaimed_triples(graph: DocumentGraph) -> Iterator[Triple]:
    """What a document states without a claim: types, and the facts that nothing quotes."""
    yield from _types(graph.classes)
    yield from graph.facts


def decided_triples(decided: DecisionGraph) -> Iterator[Triple]:
    """What people add and no document of the build says, with the types of the things that it speaks of."""
    yield from _types(decided.classes)
    for claim in decided.claims:
        yield claim.triple


def _types(classes: Mapping[str, str]) -> Iterator[Triple]:
    for term, class_name in classes.items():
        if class_name not in OF_REGISTRY:
            yield from ((term, TYPE, type_) for type_ in types_of(class_name))


def facts(build: GraphBuild) -> dict[str, Properties]:
    """All statements about things of the world, and about codes: the source documents are left out."""
    documents = {graph.iri for graph in build.documents}
    found: dict[str, Properties] = {}
    for graph in build.documents:
        _group(found, (triple for triple in document_triples(graph) if triple[0] not in documents))
    _group(found, (triple for triple in decided_triples(build.decided) if triple[0] not in documents))
    _group(found, build.registry)
    _group(found, build.codes)
    return found


def source_documents(build: GraphBuild) -> dict[str, Properties]:
    """All statements about the source documents."""
    found: dict[str, Properties] = {}
    for graph in build.documents:
        _group(found, (triple for triple in graph.facts if triple[0] == graph.iri))
        claimed = (claim for claim in (*graph.claims, *build.decided.claims) if claim.subject == graph.iri)
        _group(found, (claim.triple for claim in claimed if not claim.rejected))
        _group(found, ((graph.iri, TYPE, type_) for type_ in types_of("SourceDocument")))
    return found


def claims(build: GraphBuild) -> list[Claim]:
    """All claims, in the order of what they state, then of the documents."""
    order = attrgetter("subject", "predicate", "object", "iri")
    of_documents = [claim for graph in build.documents for claim in graph.claims]
    return sorted([*of_documents, *build.decided.claims], key=order)


def decisions(build: GraphBuild) -> dict[str, Properties]:
    """All statements about the decisions of people."""
    found: dict[str, Properties] = {}
    for decision in build.decided.decisions:
        _group(found, ((decision_term(decision), *pair) for pair in decision_pairs(decision)))
    return found


def quotations(graph: DocumentGraph) -> list[Quotation]:
    """The quotations of a document in the order of its text, each once."""
    return sorted({quotation for claim in graph.claims for quotation in claim.quotations})


def claim_pairs(claim: Claim) -> Pairs:
    """What is stated of a claim."""
    return (
        *((TYPE, type_) for type_ in types_of("Claim")),
        ("egov:confidence", decimal(claim.confidence)),
        ("egov:rule", string(claim.rule)),
        *claim.also,
        *(("prov:wasDerivedFrom", quotation.iri) for quotation in claim.quotations),
        ("rdf:object", claim.object),
        ("rdf:predicate", claim.predicate),
        ("rdf:subject", claim.subject),
    )


def claim_properties(claim: Claim) -> Properties:
    """What is stated of a claim, by predicate."""
    found: dict[str, Properties] = {}
    _group(found, ((claim.iri, *pair) for pair in claim_pairs(claim)))
    return found[claim.iri]


def decision_pairs(decision: Decision) -> Pairs:
    """What is stated of a person's decision."""
    return (
        *((TYPE, type_) for type_ in types_of("Decision")),
        ("dcterms:date", date(decision.on)),
        ("egov:decidedBy", string(decision.by)),
        ("egov:reason", string(decision.why)),
    )


def quotation_pairs(quotation: Quotation, graph: DocumentGraph) -> Pairs:
    """What is stated of a quotation of a document."""
    pairs = [
        *((TYPE, type_) for type_ in types_of("Evidence")),
        ("egov:document", graph.iri),
        ("egov:end", integer(quotation.end)),
        ("egov:quote", string(quotation.quote)),
        ("egov:start", integer(quotation.start)),
    ]
    if quotation.page is not None:
        pairs.append(("egov:page", integer(quotation.page)))
    if quotation.recognised is not None:
        pairs.append(("egov:recognitionConfidence", decimal(quotation.recognised)))
    if quotation.question is not None:
        pairs.append(("egov:question", code("question", quotation.question)))
    return pairs


def everything(build: GraphBuild) -> dict[str, Properties]:
    """All statements: facts, source documents, claims and quotations."""
    found = facts(build) | source_documents(build) | decisions(build)
    for claim in claims(build):
        _group(found, ((claim.iri, *pair) for pair in claim_pairs(claim)))
    for graph in build.documents:
        for quotation in quotations(graph):
            _group(found, ((quotation.iri, *pair) for pair in quotation_pairs(quotation, graph)))
    return found


def names(properties: Properties) -> list[str]:
    """The names of a thing as terms, its label first, none twice."""
    order = ("rdfs:label", "foaf:name", "egov:handle", "egov:acronym", "skos:altLabel")
    return list(dict.fromkeys(term for predicate in order for term in sorted(properties.get(predicate, ()))))


def _group(found: dict[str, Properties], triples: Iterable[Triple]) -> None:
    for subject, predicate, value in triples:
        found.setdefault(subject, {}).setdefault(predicate, set()).add(value)
