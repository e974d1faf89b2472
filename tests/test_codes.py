"""The code schemes against contract.md: every code with its notation, labels, scope note and scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from egov_kg import model, vocabulary
from egov_kg.config import data_folder

FROM_FORMS = {"question", "option", "form"}
COFOG = URIRef(vocabulary.BASE + "code/cofog")

# contract.md, "Code schemes": what it names, and whether the list is open.
CLOSED = {
    "portal-type": "national e-services e-participation open-data procurement other",
    "mandate": "e-government-lead planning education health social-protection employment environment energy-water"
    " finance industry-trade new-technologies",
    "instrument-type": "constitution law decree decree-law resolution directive conpes regulation bill other",
    "legal-topic": "access-to-information data-protection open-data digital-identity digital-signature e-procurement"
    " expenditure-publication interoperability digital-government-right",
    "strategy-kind": "development e-government technology",
    "tie-kind": "membership participation memorandum-of-understanding agreement technical-assistance"
    " knowledge-exchange funding joint-project",
    "tie-status": "planned ongoing signed completed",
    "technology": "artificial-intelligence blockchain big-data smart-cities robotics internet-of-things"
    " quantum-computing virtual-reality augmented-reality other",
    "response-state": "answered empty not-in-form",
    "selection-state": "selected not-selected unknown",
}
OPEN = {
    "topic": "digital-government open-government open-data digital-signature public-software blockchain cybersecurity"
    " interoperability portals hackathon monitoring-and-alert internet-exchange",
    "indicator": "satisfaction ict-investment ict-use internet-use",
    "unit": "percent percent-of-gdp count",
    "post-type": "chief-information-officer",
    "platform": "twitter facebook instagram youtube linkedin",
}
SCHEMES = sorted(CLOSED | OPEN)
LANGUAGES = ["en", "es"]


def file_of(scheme: str) -> Path:
    return data_folder("ontology") / "codes" / f"{scheme}.ttl"


def read(scheme: str) -> Graph:
    return Graph().parse(file_of(scheme), format="turtle")


def codes(graph: Graph, scheme: str) -> dict[str, Node]:
    """The concepts of a scheme by their local names."""
    namespace = vocabulary.code_namespace(scheme)
    return {str(concept).removeprefix(namespace): concept for concept in graph.subjects(RDF.type, SKOS.Concept)}


def texts(graph: Graph, concept: Node, predicate: URIRef) -> dict[str, str]:
    found = [o for o in graph.objects(concept, predicate) if isinstance(o, Literal)]
    assert len({o.language for o in found}) == len(found), (concept, predicate)
    return {str(o.language): str(o) for o in found}


def test_one_file_for_every_scheme_that_no_form_brings() -> None:
    files = {path.stem for path in file_of("x").parent.iterdir()}
    assert files == set(vocabulary.CODE_SCHEMES) - FROM_FORMS == set(SCHEMES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_scheme_describes_itself(scheme: str) -> None:
    graph = read(scheme)
    iri = URIRef(vocabulary.code_namespace(scheme).rstrip("/"))
    assert set(graph.subjects(RDF.type, SKOS.ConceptScheme)) == {iri}
    for predicate in (SKOS.prefLabel, DCTERMS.description):
        assert sorted(texts(graph, iri, predicate)) == LANGUAGES
    assert graph.value(iri, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_code_has_notation_labels_scope_and_scheme(scheme: str) -> None:
    graph = read(scheme)
    iri = URIRef(vocabulary.code_namespace(scheme).rstrip("/"))
    for name, concept in codes(graph, scheme).items():
        notations = list(graph.objects(concept, SKOS.notation))
        assert [n for n in notations if isinstance(n, Literal) and n.datatype is None] == [Literal(name)]
        for predicate in (SKOS.prefLabel, SKOS.scopeNote):
            found = texts(graph, concept, predicate)
            assert sorted(found) == LANGUAGES, name
            assert all(text.strip() == text != "" for text in found.values()), name
        assert texts(graph, concept, SKOS.scopeNote)["en"] != texts(graph, concept, SKOS.scopeNote)["es"], name
        assert list(graph.objects(concept, SKOS.inScheme)) == list(graph.objects(concept, SKOS.topConceptOf)) == [iri]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_holds_the_codes_of_the_contract(scheme: str) -> None:
    found = set(codes(read(scheme), scheme))
    if scheme in CLOSED:
        assert found == set(CLOSED[scheme].split())
    else:
        assert found > set(OPEN[scheme].split())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_codes_of_a_scheme_share_a_label(scheme: str, language: str) -> None:
    graph = read(scheme)
    labels = [texts(graph, concept, SKOS.prefLabel)[language] for concept in codes(graph, scheme).values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_blank_nodes(scheme: str) -> None:
    assert all(isinstance(node, URIRef | Literal) for node in read(scheme).all_nodes())


def test_states_are_those_that_the_program_writes() -> None:
    assert set(codes(read("response-state"), "response-state")) == set(model.ResponseState)
    assert set(codes(read("selection-state"), "selection-state")) == set(model.SelectionState)


def test_a_topic_repeats_no_code_that_may_serve_as_topic() -> None:
    topics = codes(read("topic"), "topic")
    for scheme in ("legal-topic", "technology"):
        shared = topics.keys() & codes(read(scheme), scheme).keys()
        assert shared <= set(OPEN["topic"].split())


def test_mappings_join_codes_that_exist() -> None:
    schemes = {scheme: read(scheme) for scheme in SCHEMES}
    everything = {concept for scheme, graph in schemes.items() for concept in codes(graph, scheme).values()}
    mapped = {
        (str(s).removeprefix(vocabulary.BASE + "code/"), p, o)
        for graph in schemes.values()
        for p in (SKOS.exactMatch, SKOS.closeMatch)
        for s, o in graph.subject_objects(p)
    }
    assert {o for _, _, o in mapped if str(o).startswith(vocabulary.BASE)} <= everything
    technology = URIRef(vocabulary.code_namespace("technology") + "blockchain")
    assert ("topic/blockchain", SKOS.exactMatch, technology) in mapped
    foreign = {(s, p, str(o)) for s, p, o in mapped if not str(o).startswith(vocabulary.BASE)}
    assert foreign == {("indicator/satisfaction", SKOS.closeMatch, "http://metadata.un.org/sdg/C160602")}


def test_mandates_carry_their_division_of_government_functions() -> None:
    graph = read("mandate")
    divisions = {
        name: sorted(
            str(n) for n in graph.objects(concept, SKOS.notation) if isinstance(n, Literal) and n.datatype == COFOG
        )
        for name, concept in codes(graph, "mandate").items()
    }
    assert divisions == {
        "e-government-lead": ["01"],
        "planning": ["01"],
        "finance": ["01"],
        "employment": ["04"],
        "industry-trade": ["04"],
        "energy-water": ["04", "06"],
        "environment": ["05"],
        "health": ["07"],
        "education": ["09"],
        "social-protection": ["10"],
        "new-technologies": [],
    }
    assert (COFOG, RDF.type, RDFS.Datatype) in graph


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("membership", ["member of", "is part of", "signed up to", "joined", "is participation"]),
        ("participation", ["adherent", "observer", "working group", "participates", "works with"]),
        ("memorandum-of-understanding", ["signed or to be signed"]),
        ("agreement", ["signed instrument", "not called a memorandum"]),
        ("technical-assistance", ["Advice", "consultancy", "promised"]),
        ("knowledge-exchange", ["Meetings", "visits", "exchanges of experience"]),
        ("funding", ["Loans", "grants", "credit"]),
    ],
)
def test_scope_notes_carry_the_boundaries_between_tie_kinds(kind: str, words: list[str]) -> None:
    graph = read("tie-kind")
    note = texts(graph, codes(graph, "tie-kind")[kind], SKOS.scopeNote)["en"]
    assert [word for word in words if word not in note] == []
