"""The store: queries over a build, typed answers, errors that say what is wrong, and no way out to the network."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.errors import BuildNotFound, QueryError
from egov_kg.store import Solutions, Store, Term, TermKind, Triples, calls_service, from_text, open_build
from egov_kg.vocabulary import PREFIXES

FACTS = """
@prefix agency: <https://w3id.org/egov-kg/id/agency/> .
@prefix egov: <https://w3id.org/egov-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
agency:PER-dd a egov:Agency ; rdfs:label "Mesa"@es ; egov:acronym "MD" ; egov:year 2016 .
agency:PER-b a egov:Agency .
"""
SHARED = (
    "<https://w3id.org/egov-kg/id/agency/PER-b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    " <https://w3id.org/egov-kg/ontology#Agency> <https://w3id.org/egov-kg/id/document/{}> .\n"
)
DESK = Term(TermKind.IRI, PREFIXES["agency"] + "PER-dd")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "egov-kg.ttl").write_text(FACTS, "utf-8")
    (tmp_path / "egov-kg.nq").write_text(SHARED.format("1") + SHARED.format("2"), "utf-8")
    return tmp_path


@pytest.fixture
def store() -> Store:
    return from_text(FACTS)


def test_rows_are_typed_terms(store: Store) -> None:
    found = store.query("SELECT ?p ?v ?nothing { agency:PER-dd ?p ?v } ORDER BY ?p")
    assert isinstance(found, Solutions)
    assert found.variables == ("p", "v", "nothing")
    assert [row[1] for row in found.rows] == [
        Term(TermKind.IRI, PREFIXES["egov"] + "Agency"),
        Term(TermKind.LITERAL, "Mesa", language="es"),
        Term(TermKind.LITERAL, "MD"),
        Term(TermKind.LITERAL, "2016", datatype=PREFIXES["xsd"] + "integer"),
    ]
    assert {row[2] for row in found.rows} == {None}


def test_yes_or_no(store: Store) -> None:
    assert store.query("ASK { ?x egov:acronym 'MD' }") is True
    assert store.query("ASK { ?x egov:acronym 'XX' }") is False


def test_triples_and_their_turtle(store: Store) -> None:
    found = store.query("CONSTRUCT WHERE { ?x egov:acronym ?a }")
    assert isinstance(found, Triples)
    assert found.rows == ((DESK, Term(TermKind.IRI, PREFIXES["egov"] + "acronym"), Term(TermKind.LITERAL, "MD")),)
    assert 'agency:PER-dd egov:acronym "MD" .' in found.serialize()
    assert found.serialize("application/n-triples").startswith("<https://w3id.org/egov-kg/id/agency/PER-dd>")
    with pytest.raises(ValueError, match="text/nothing"):
        found.serialize("text/nothing")


def test_a_parameter_is_a_term_and_never_text(store: Store) -> None:
    found = store.query("SELECT * { ?thing ?p ?v }", {"thing": DESK})
    assert isinstance(found, Solutions)
    assert len(found.rows) == 4
    with pytest.raises(QueryError, match="Invalid IRI"):
        store.query("SELECT * { ?thing ?p ?v }", {"thing": Term(TermKind.IRI, "urn:x> } #")})


def test_literals_are_parameters_too(store: Store) -> None:
    for value, known in (
        (Term(TermKind.LITERAL, "Mesa", language="es"), True),
        (Term(TermKind.LITERAL, "Mesa"), False),
        (Term(TermKind.LITERAL, "2016", datatype=PREFIXES["xsd"] + "integer"), True),
    ):
        assert store.query("ASK { ?s ?p ?wanted }", {"wanted": value}) is known


def test_a_build_is_opened_and_counts_each_triple_once(folder: Path) -> None:
    store = open_build(folder)
    found = store.query("SELECT (COUNT(*) AS ?n) { ?x a egov:Agency }")
    assert isinstance(found, Solutions)
    assert found.rows == ((Term(TermKind.LITERAL, "2", datatype=PREFIXES["xsd"] + "integer"),),)
    named = store.query("SELECT ?g { GRAPH ?g { agency:PER-b a egov:Agency } }")
    assert isinstance(named, Solutions)
    assert len(named.rows) == 2
    assert list(store.graphs()) == [PREFIXES["document"] + number for number in "12"]


def test_a_folder_without_a_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(BuildNotFound) as caught:
        open_build(tmp_path)
    assert caught.value.path == tmp_path


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT ?x WHERE { ?x a }", "expected"),
        ("SELECT ?x { ?x nowhere:a ?y }", "[Pp]refix"),
        ("DELETE WHERE { ?s ?p ?o }", "expected"),
        ("", "expected"),
    ],
)
def test_a_wrong_query_says_what_is_wrong(store: Store, query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason) as caught:
        store.query(query)
    assert caught.value.query == query


SERVICE_CALLS = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "SELECT * { FILTER(1<xsd:x)SERVICE?x#>\n{ ?s ?p ?o } }",
    "SELECT * { ?s ?p '#' SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "SELECT * { ?s ?p <http://a#b> SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    'SELECT * { ?s ?p """a"b""" . SERVICE?x{ ?a ?b ?c } }',
    r'SELECT * { ?s ?p "\u0022" . SERVICE <http://x> { ?a ?b "\u0022 " } }',
]


@pytest.mark.parametrize("query", SERVICE_CALLS)
def test_no_query_reaches_the_network(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is not answered"):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "# the service\nSELECT * { ?x rdfs:label 'public service'@en }",
        "SELECT * { ?service egov:service <http://example.org/Service> }",
        'SELECT * { ?x rdfs:label """SERVICE <http://a> {}""" }',
    ],
)
def test_the_word_is_free_where_it_calls_nobody(query: str) -> None:
    assert not calls_service(query)


@given(st.text(), st.sampled_from(SERVICE_CALLS))
def test_a_comment_before_hides_no_call(words: str, query: str) -> None:
    assert calls_service("# " + words.replace("\n", " ").replace("\r", " ") + "\n" + query)


def test_text_that_is_no_turtle_is_refused() -> None:
    with pytest.raises(ValueError, match=r"line|column|expected|position"):
        from_text("this is no turtle")
    with pytest.raises(ValueError, match="media type"):
        from_text("", media_type="text/nothing")
