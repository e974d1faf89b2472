"""A server in front of Virtuoso, whose default graph shows all graphs at once and which gives 6,000 rows at most."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import pytest

from egov_kg.queries import named_queries
from running import egov_kg
from sample_build import SAMPLE
from servers import virtuoso
from serving import Server, serving, until

TERMS = frozenset({"type", "value", "xml:lang", "datatype"})


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    secret = tmp_path_factory.mktemp("secret") / "password"
    secret.write_text("dba\n", encoding="utf-8")
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as address:
        who = ("--user", "dba", "--password-file", secret)
        result = egov_kg("publish", SAMPLE, "--to", f"{address}/sparql", *who)
        assert result.returncode == 0, result.stderr
        with serving(None, "--endpoint", f"{address}/sparql", "--timeout", "60") as running:
            yield running


@pytest.fixture(scope="module")
def local() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        yield running


def rows(server: Server, sparql: str) -> list[str]:
    answer = server.query(sparql)
    assert answer.status == 200, answer.text
    for row in answer.bindings:
        for term in row.values():
            assert term.keys() <= TERMS
            assert term["type"] in {"uri", "literal"}
            if term.get("datatype", "").endswith("#decimal"):
                # Virtuoso writes 2.5 for 2.50.
                term["value"] = str(float(term["value"]))
    return sorted(json.dumps(row, sort_keys=True) for row in answer.bindings)


@pytest.mark.parametrize("name", ["agencies", "portals", "leaders", "laws", "evidence", "documents"])
def test_a_named_query_gives_the_same_rows(server: Server, local: Server, name: str) -> None:
    text = next(query.text for query in named_queries() if query.name == name)
    assert rows(server, text) == rows(local, text) != []


def test_statements_are_counted_once(server: Server, local: Server) -> None:
    """Virtuoso's own default graph shows a statement once for each graph that says it."""
    for sparql in ("SELECT (COUNT(*) AS ?n) { ?s egov:country ?o }",
                   "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s rdfs:label ?o } } GROUP BY ?g"):  # fmt: skip
        assert rows(server, sparql) == rows(local, sparql) != []


def test_other_forms(server: Server, local: Server) -> None:
    for sparql in ("ASK { ?c egov:iso3 'KEN' }", "ASK { ?c egov:iso3 'ZZZ' }"):
        assert json.loads(server.query(sparql).body)["boolean"] is json.loads(local.query(sparql).body)["boolean"]
    construct = "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c egov:iso3 ?x ; rdfs:label ?l }"
    lines = [sorted(one.query(construct, "application/n-triples").text.splitlines()) for one in (server, local)]
    assert lines[0] == lines[1] != []
    assert server.query("SELECT * { ?s ?p ", "text/csv").status == 400


def test_a_part_of_an_answer_is_none(server: Server) -> None:
    """Where Virtuoso leaves out what is beyond its own limit, it says so in a header alone."""
    pattern = "{ GRAPH ?g { ?a a ?c } GRAPH ?h { ?b a ?d } }"
    answer = server.query(f"SELECT ('x' AS ?x) {pattern}")
    assert (answer.status, "a part of the answer alone" in answer.text) == (502, True), answer.status
    with pytest.raises(http.client.IncompleteRead):
        server.query(f"SELECT * {pattern}")


def test_search(server: Server, local: Server) -> None:
    for one in (server, local):
        until(lambda one=one: one.get("/api/search?q=doi").status == 200)  # type: ignore[misc]
    for asked in ("q=doi", "q=digital", "q=ministerio"):
        assert server.get(f"/api/search?{asked}").text == local.get(f"/api/search?{asked}").text
