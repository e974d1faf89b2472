"""What a text of SPARQL asks for, and the counting of rows in what a serialiser writes."""

from __future__ import annotations

from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from egov_kg.server.counting import COUNTERS
from egov_kg.server.places import find_place
from egov_kg.sparql import graphs_named, is_update, services
from egov_kg.vocabulary import PREFIXES, REGISTRY_GRAPH


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", ()),
        ("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }", ("urn:a", "urn:b")),
        ("BASE <https://example.org/x/> SELECT * FROM <y> { ?s ?p ?o }", ("https://example.org/x/y",)),
        ("PREFIX a: <urn:a:> SELECT * FROM a:b from named graph:registry {}", ("urn:a:b", REGISTRY_GRAPH)),
        ("SELECT * { ?from ?p 'FROM <urn:a>' } # FROM <urn:b>", ()),
        ("SELECT * FROM<urn:a>{ ?s ?p ?o }", ("urn:a",)),
        (r"SELECT * \u0046ROM <urn:a> {}", ("urn:a",)),
    ],
)
def test_the_graphs_that_a_query_names(query: str, expected: tuple[str, ...]) -> None:
    assert graphs_named(query, "https://example.org/") == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { SERVICE <urn:a> { } service silent <urn:b> { } }", {"urn:a", "urn:b"}),
        ("SELECT * { ?service ?p 'SERVICE <urn:a>' }", set()),
        ("SELECT * { SERVICE ?x { } }", None),
        ("PREFIX a: <urn:a> SELECT * { SERVICE a:b { } }", None),
        ("SELECT * { FILTER(1<xsd:x)SERVICE?x#>\n{ ?s ?p ?o } }", None),
        (r"SELECT * { \u0053ERVICE <urn:a> { } }", {"urn:a"}),
        ("SELECT * { SERVICE SILENT SILENT <urn:a> { } }", None),
    ],
)
def test_the_services_that_a_query_calls(query: str, expected: set[str] | None) -> None:
    assert services(query) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p 'DELETE' }", False),
        ("# DELETE\nASK {}", False),
        ("BASE <urn:x> PREFIX insert: <urn:y> SELECT * {}", False),
        ("base <urn:x> prefix a: <urn:y>\nInSeRt data { }", True),
        ("", False),
        ("PREFIX", False),
    ],
)
def test_updates(text: str, expected: bool) -> None:  # what is expected
    assert is_update(text) is expected


HOSTILE = ['},{"', '"},"x":{"', "[{", '}},{"a"', "\r\n", '""', "<result>", "\\", '\\"', "\t"]
"""Texts that look like what stands between rows."""
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12).map(ox.Literal),
    st.sampled_from(HOSTILE).map(ox.Literal),
    st.integers(-5, 5).map(ox.Literal),
    st.just(ox.NamedNode("urn:x")),
)


@given(
    st.lists(st.tuples(VALUES, VALUES), max_size=12),
    st.lists(st.integers(0, 3_000), max_size=8),
    st.sampled_from(sorted(COUNTERS)),
)
def test_rows_are_counted_in_whatever_pieces_they_come(
    rows: list[tuple[ox.Literal | None, ox.Literal | None]], cuts: list[int], syntax: str
) -> None:
    listed = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    found = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {listed} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    data = found.serialize(format=getattr(ox.QueryResultsFormat, syntax))
    assert data is not None
    count = COUNTERS[syntax]()
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    assert sum(count(data[start:end]) for start, end in pairwise(places)) == len(rows)


WORDS = st.lists(st.sampled_from(["?s", "<urn:x>", "'it is'", "egov:year", "5", "# no {\n", "\n", "  "]), max_size=5)


@given(WORDS, WORDS)
def test_a_word_that_does_not_fit_is_found(before: list[str], after: list[str]) -> None:
    text = f"SELECT * {{ ?s ?p 'ñ' . {' . '.join(['?a ?b ?c'] * len(before))} ] {' '.join(after)} }}"
    with pytest.raises(SyntaxError) as caught:
        ox.Store().query(text, prefixes=dict(PREFIXES))
    place = find_place(text, str(caught.value), dict(PREFIXES))
    assert place is not None
    assert text[place.offset] == "]"
