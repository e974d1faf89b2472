"""The ontology, its alignments and its JSON-LD context against contract.md, under an OWL RL reasoner."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path

import owlrl
import pytest
from owlrl.Namespaces import ERRNS
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, PROV, SDO, SKOS, DefinedNamespace
from rdflib.term import Node

from egov_kg import vocabulary
from egov_kg.config import data_folder

EXAMPLE = "https://example.org/"
ANNOTATIONS = (RDFS.label, RDFS.comment, RDFS.isDefinedBy, DCTERMS.title, DCTERMS.description)

# contract.md, "Classes, keys, properties": what stands in a class's row; the acronyms of norms and plans, records.py.
CONTRACT = {
    "Country": "iso3 region",
    "Organization": "acronym url country",
    "Agency": "mandate under memberOf createdBy",
    "InternationalOrganization": "",
    "Portal": "country portalType url",
    "LegalInstrument": "country instrumentType number year gazetteNumber topic url acronym",
    "Strategy": "country strategyKind startYear endYear publisher url acronym",
    "StrategicAxis": "partOf position responsibleAgency coordinatingAgency",
    "StrategicLine": "partOf position responsibleAgency coordinatingAgency",
    "Target": "targetOf targetYear value unit",
    "IndicatorObservation": "country indicator value unit year",
    "CooperationTie": "party reportedBy tieKind tieStatus topic throughAgency provider recipient year",
    "Post": "country postType postIn heldBy",
    "Person": "",
    "SocialMediaAccount": "country platform handle accountOf followers url",
    "TechnologyInitiative": "country technology",
    "Partnership": "country partner",
    "Answer": "country question responseState responseText selection",
    "Selection": "option selectionState",
    "SourceDocument": "fileName sha256 country edition form start end",
    "Evidence": "document start end quote question page recognitionConfidence",
    "Claim": "rule confidence",
    "Decision": "decidedBy reason",
    "Link": "score method explanation",
}


def words(text: str) -> set[str]:
    return set(text.split())


ANYWHERE = words("possibleMatch")
INTEGERS = words("year startYear endYear targetYear edition position followers start end page")
DECIMALS = words("value confidence recognitionConfidence score")
STRINGS = words(
    "iso3 region acronym number gazetteNumber handle responseText fileName sha256 quote rule decidedBy reason method"
    " explanation"
)
CODES = words(
    "mandate portalType instrumentType topic strategyKind tieKind tieStatus technology indicator unit postType platform"
    " responseState selectionState question option form"
)
REPEATABLE = words(
    "url mandate memberOf portalType number topic publisher responsibleAgency coordinatingAgency party throughAgency"
    " heldBy selection possibleMatch"
)
THINGS = {
    "Country": words("country reportedBy"),
    "Organization": words(
        "under memberOf publisher responsibleAgency coordinatingAgency throughAgency partner postIn accountOf"
    ),
    "Country Organization": words("party provider recipient"),
    "Strategy StrategicAxis": words("partOf"),
    "StrategicLine": words("targetOf"),
    "LegalInstrument": words("createdBy"),
    "Person": words("heldBy"),
    "Selection": words("selection"),
    "SourceDocument": words("document"),
}
DIFFERING = words("strategyKind under createdBy accountOf followers")
"""Once in a document, but two documents may differ: functional would make two things one."""


def egov(name: str) -> URIRef:
    return URIRef(vocabulary.ONTOLOGY + name)


def local(term: Node) -> str:
    return str(term).removeprefix(vocabulary.ONTOLOGY)


def read(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(data_folder("ontology") / name, format="turtle")
    return graph


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return read("egov.ttl")


@pytest.fixture(scope="module")
def alignments() -> Graph:
    return read("alignments.ttl")


def declared(graph: Graph, *kinds: URIRef) -> set[str]:
    """The local names of our terms that have one of the types."""
    terms = {term for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return {local(term) for term in terms if str(term).startswith(vocabulary.ONTOLOGY)}


def classes_of(graph: Graph, name: str) -> set[str]:
    """The classes that a property is said to belong to."""
    return {local(o) for p in (RDFS.domain, SDO.domainIncludes) for o in graph.objects(egov(name), p)}


def ranges_of(graph: Graph, name: str) -> set[Node]:
    return {o for p in (RDFS.range, SDO.rangeIncludes) for o in graph.objects(egov(name), p)}


# What is declared


def test_declares_the_terms_of_the_contract_and_no_other(ontology: Graph) -> None:
    properties = words(" ".join(CONTRACT.values())) | ANYWHERE
    assert declared(ontology, OWL.Class) == set(CONTRACT)
    assert declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty) == properties
    ours = {local(t) for t in ontology.all_nodes() if isinstance(t, URIRef) and t.startswith(vocabulary.ONTOLOGY)}
    assert ours == set(CONTRACT) | properties


def test_every_class_has_the_properties_of_its_row(ontology: Graph) -> None:
    names = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty) - ANYWHERE
    found = {name: {p for p in names if name in classes_of(ontology, p)} for name in CONTRACT}
    assert found == {name: words(row) for name, row in CONTRACT.items()}


def test_a_property_has_one_domain_or_names_its_classes(ontology: Graph) -> None:
    for name in declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        domains = set(ontology.objects(egov(name), RDFS.domain))
        included = set(ontology.objects(egov(name), SDO.domainIncludes))
        assert (len(domains) == 1 and not included) or (not domains and len(included) > 1), name


def test_datatypes_are_those_of_the_contract(ontology: Graph) -> None:
    by_range = {XSD.integer: INTEGERS, XSD.decimal: DECIMALS, XSD.string: STRINGS, SKOS.Concept: CODES}
    names = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    for datatype, expected in by_range.items():
        assert {n for n in names if ranges_of(ontology, n) == {datatype}} == expected
    assert declared(ontology, OWL.DatatypeProperty) == INTEGERS | DECIMALS | STRINGS
    assert (egov("url"), RDF.type, OWL.ObjectProperty) in ontology


def test_objects_are_of_the_classes_of_the_contract(ontology: Graph) -> None:
    names = declared(ontology, OWL.ObjectProperty) - CODES
    found = {name: {local(o) for o in ranges_of(ontology, name)} for name in names}
    expected = {name: words(classes) for classes, group in THINGS.items() for name in group}
    assert found == expected | {name: {str(OWL.Thing)} for name in ("url", "possibleMatch")}


def test_functional_is_what_stands_once_and_cannot_differ(ontology: Graph) -> None:
    names = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert declared(ontology, OWL.FunctionalProperty) == names - REPEATABLE - DIFFERING


def test_every_term_speaks_english_and_spanish(ontology: Graph) -> None:
    for name in declared(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for p in (RDFS.label, RDFS.comment):
            texts = [o for o in ontology.objects(egov(name), p) if isinstance(o, Literal)]
            assert sorted(str(o.language) for o in texts) == ["en", "es"], (name, p)
            assert all(o.strip() for o in texts)
        assert len({str(o) for o in ontology.objects(egov(name), RDFS.comment)}) == 2, name


def test_header_states_version_licence_and_titles(ontology: Graph) -> None:
    header = URIRef(vocabulary.ONTOLOGY.rstrip("#"))
    assert (header, RDF.type, OWL.Ontology) in ontology
    assert ontology.value(header, OWL.versionIRI) == header + "/0.1.0"
    assert ontology.value(header, OWL.versionInfo) == Literal("0.1.0")
    assert ontology.value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for p in (DCTERMS.title, DCTERMS.description):
        assert {o.language for o in ontology.objects(header, p) if isinstance(o, Literal)} == {"en", "es"}


def test_the_document_of_an_evidence_is_what_it_quotes(ontology: Graph) -> None:
    assert (egov("document"), RDFS.subPropertyOf, PROV.wasQuotedFrom) in ontology


# Under a reasoner


def sample(graph: Graph, base: str = EXAMPLE) -> Iterator[tuple[Node, Node, Node]]:
    """One thing of every class, and every property on every class it belongs to."""
    literals = {XSD.integer: Literal(2020), XSD.decimal: Literal("0.5", datatype=XSD.decimal), XSD.string: Literal("x")}
    for name in CONTRACT:
        yield URIRef(base + name), RDF.type, egov(name)
    for name in declared(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        functional = (egov(name), RDF.type, OWL.FunctionalProperty) in graph
        ranges = sorted(ranges_of(graph, name), key=str)
        for class_name, target in product(sorted(classes_of(graph, name)), ranges[:1] if functional else ranges):
            thing = literals.get(URIRef(str(target)), URIRef(base + local(target).rpartition("#")[2]))
            yield URIRef(base + class_name), egov(name), thing


def closure(statements: Iterable[tuple[Node, Node, Node]]) -> Graph:
    """The OWL RL closure of ontology, alignments and some statements."""
    graph = read("egov.ttl", "alignments.ttl")
    for annotation in ANNOTATIONS:
        graph.remove((None, annotation, None))
    for statement in statements:
        graph.add(statement)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    """What a closure says cannot be: the reasoner's own errors, and literals equated or typed against their values."""
    found = [str(message) for message in graph.objects(None, ERRNS.error)]
    found += [f"{thing} is Nothing" for thing in graph.subjects(RDF.type, OWL.Nothing)]
    for s, p, o in graph:
        if isinstance(s, Literal):
            if p == OWL.sameAs and isinstance(o, Literal) and not s.eq(o):
                found.append(f"{s} is {o}")
            if p == RDF.type and o in (XSD.integer, XSD.decimal, XSD.string) and o not in datatypes(s):
                found.append(f"{s} is no {o}")
            if p == RDF.type and str(o).startswith(vocabulary.ONTOLOGY):
                found.append(f"{s} is no thing")
    return found


def datatypes(literal: Literal) -> tuple[URIRef, ...]:
    if literal.language:
        return ()
    own = literal.datatype or XSD.string
    return (own, XSD.decimal) if own == XSD.integer else (own,)


def ancestors(graph: Graph, name: str) -> set[Node]:
    return {c for c in graph.transitive_objects(egov(name), RDFS.subClassOf) if c is not None}


def test_two_things_of_every_class_with_every_property_are_consistent_and_stay_two(
    ontology: Graph, alignments: Graph
) -> None:
    other = EXAMPLE + "other/"
    graph = closure([*sample(ontology), *sample(ontology, other)])
    assert contradictions(graph) == []
    equated = {(s, o) for s, o in graph.subject_objects(OWL.sameAs) if s != o and isinstance(s, URIRef)}
    assert equated == set()
    hierarchy = ontology + alignments
    for name in CONTRACT:
        types = {o for o in graph.objects(URIRef(EXAMPLE + name), RDF.type) if not isinstance(o, BNode)}
        assert types - {OWL.Thing, RDFS.Resource} == ancestors(hierarchy, name), name


def test_every_class_is_disjoint_from_its_strangers() -> None:
    kin = {frozenset(pair) for pair in (("Organization", "Agency"), ("Organization", "InternationalOrganization"))}
    overlapping = {frozenset(("LegalInstrument", "Strategy"))}
    thing = {frozenset(pair): URIRef(EXAMPLE + "-".join(pair)) for pair in combinations(sorted(CONTRACT), 2)}
    both = ((iri, RDF.type, egov(name)) for pair, iri in thing.items() for name in pair)
    found = " ".join(contradictions(closure(both)))
    reported = {pair for pair, iri in thing.items() if re.search(rf"{re.escape(iri)}(?![\w-])", found)}
    assert set(thing) - reported == kin | overlapping


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ([("a", "type", "Country"), ("a", "type", "Person")], "Disjoint classes"),
        ([("a", "heldBy", "b"), ("b", "type", "Organization")], "Disjoint classes"),
        ([("a", "iso3", Literal("COL")), ("a", "iso3", Literal("PER"))], " is "),
        ([("a", "year", Literal(2017)), ("a", "year", Literal(2018))], " is "),
        ([("a", "year", Literal("2017"))], "is no "),
        ([("a", "quote", Literal("palabras", lang="es"))], "is no "),
        ([("a", "value", Literal(0.5))], "is no "),
        ([("a", "country", Literal("COL"))], "is no thing"),
    ],
)
def test_a_contradiction_is_found(wrong: list[tuple[str, str, str | Literal]], message: str) -> None:
    statements: list[tuple[Node, Node, Node]] = []
    for subject, predicate, thing in wrong:
        typed = predicate == "type"
        o = thing if isinstance(thing, Literal) else egov(thing) if typed else URIRef(EXAMPLE + thing)
        statements.append((URIRef(EXAMPLE + subject), RDF.type if typed else egov(predicate), o))
    found = contradictions(closure(statements))
    assert any(message in sentence for sentence in found), found


def test_two_editions_with_different_followers_and_parents_contradict_nothing() -> None:
    account, agency = URIRef(EXAMPLE + "account"), URIRef(EXAMPLE + "agency")
    parents = URIRef(EXAMPLE + "one"), URIRef(EXAMPLE + "two")
    graph = closure(
        [
            (account, egov("followers"), Literal(10)),
            (account, egov("followers"), Literal(20)),
            *((agency, egov("under"), parent) for parent in parents),
        ]
    )
    assert contradictions(graph) == []
    assert (parents[0], OWL.sameAs, parents[1]) not in graph


# Alignments


def test_aligned_types_are_the_superclasses_of_the_alignments(ontology: Graph, alignments: Graph) -> None:
    hierarchy = ontology + alignments
    for name in CONTRACT:
        foreign = {str(c) for c in ancestors(hierarchy, name) if not str(c).startswith(vocabulary.ONTOLOGY)}
        assert foreign == set(vocabulary.ALIGNED_TYPES.get(name, ())), name


def test_superclasses_are_those_of_the_ontology(ontology: Graph) -> None:
    for name in CONTRACT:
        ours = {local(c) for c in ancestors(ontology, name)} - {name}
        assert ours == set(vocabulary.SUPERCLASSES.get(name, ())), name


def foreign_terms(graph: Graph) -> set[str]:
    """The terms of other vocabularies that stand on either side of an alignment."""
    terms = {str(t) for s, p, o in graph for t in (s, o) if p in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.inverseOf)}
    return {term for term in terms if not term.startswith(vocabulary.ONTOLOGY)}


def test_alignments_join_a_term_of_ours_to_an_existing_one(ontology: Graph, alignments: Graph) -> None:
    closed: dict[str, type[DefinedNamespace]] = {str(n): n for n in (ORG, PROV, FOAF, SDO, DCTERMS, RDF)}
    unknown = set()
    for term in foreign_terms(alignments):
        base = term[: max(term.rfind("/"), term.rfind("#")) + 1]
        if base not in closed or term not in closed[base]:
            unknown.add(term)
    assert unknown == {
        "http://data.europa.eu/m8g/PublicOrganisation",
        "http://data.europa.eu/eli/ontology#LegalResource",
    }
    ours = {str(s) for s in alignments.subjects() if str(s).startswith(vocabulary.ONTOLOGY)}
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert {local(URIRef(s)) for s in ours} <= declared(ontology, *kinds)


def test_a_query_in_other_vocabularies_finds_our_statements(ontology: Graph) -> None:
    graph = closure(sample(ontology))

    def holds(subject: str, predicate: URIRef, thing: str) -> bool:
        return (URIRef(EXAMPLE + subject), predicate, URIRef(EXAMPLE + thing)) in graph

    assert holds("Post", ORG.heldBy, "Person")
    assert holds("Post", ORG.postIn, "Organization")
    assert holds("Agency", ORG.memberOf, "Organization")
    assert holds("Agency", ORG.reportsTo, "Organization")
    assert holds("Agency", ORG.purpose, "Concept")
    assert holds("Organization", FOAF.account, "SocialMediaAccount")
    assert holds("Evidence", PROV.wasQuotedFrom, "SourceDocument")
    assert holds("Strategy", DCTERMS.publisher, "Organization")
    assert holds("StrategicAxis", DCTERMS.isPartOf, "StrategicAxis")
    assert holds("IndicatorObservation", SDO.measuredProperty, "Concept")
    assert (URIRef(EXAMPLE + "IndicatorObservation"), SDO.value, None) in graph
    assert (URIRef(EXAMPLE + "SocialMediaAccount"), FOAF.accountName, Literal("x")) in graph
    assert not any(graph.objects(None, FOAF.homepage))


@pytest.mark.skipif("EGOV_KG_SHARED" not in os.environ, reason="EGOV_KG_SHARED names no folder of specifications")
def test_european_terms_are_classes_of_their_specifications() -> None:
    specifications = Path(os.environ["EGOV_KG_SHARED"]) / "specs"
    known = Graph()
    for name in ("cpov/core-public-organisation-ap.ttl", "cpsv-ap/cpsv-ap.ttl"):
        known.parse(specifications / name, format="turtle")
    for prefix, name in (("cv", "PublicOrganisation"), ("eli", "LegalResource")):
        assert (URIRef(vocabulary.STANDARD_PREFIXES[prefix] + name), RDF.type, OWL.Class) in known
