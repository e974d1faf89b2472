"""A server in front of a store elsewhere: the same answers, our limits, and what is said when the store fails."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pyoxigraph as ox
import pytest

from egov_kg.queries import named_queries
from egov_kg.vocabulary import PREFIXES
from running import egov_kg
from sample_build import SAMPLE
from servers import DROP, Asked, Reply, Scripted, oxigraph
from serving import JSON, Server, serving, until

COUNTRIES = "SELECT ?iso { ?c a egov:Country ; egov:iso3 ?iso } ORDER BY ?iso"
ROWS = {"content-type": JSON}
Answering = Callable[[Asked], Reply | None]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address for queries of an oxigraph server with the sample build."""
    folder = tmp_path_factory.mktemp("oxigraph")
    assert egov_kg("load", SAMPLE, "--store", folder / "store").returncode == 0
    with oxigraph(folder, store=folder / "store") as address:
        yield f"{address}/query"


@pytest.fixture(scope="module")
def local() -> Iterator[Server]:
    with serving(SAMPLE) as server:
        yield server


@pytest.fixture(scope="module")
def server(store: str) -> Iterator[Server]:
    with serving(None, "--endpoint", store) as server:
        yield server


@pytest.mark.parametrize("name", [query.name for query in named_queries()])
def test_a_named_query_gives_the_same_rows(server: Server, local: Server, name: str) -> None:
    text = next(query.text for query in named_queries() if query.name == name)
    answers = [one.query(text) for one in (server, local)]
    assert [answer.status for answer in answers] == [200, 200]
    rows = [sorted(map(json.dumps, answer.bindings)) for answer in answers]
    assert rows[0] == rows[1]


@pytest.mark.parametrize(
    "accept", [JSON, "application/sparql-results+xml", "text/csv", "text/tab-separated-values", "application/xml;q=0.5"]
)
@pytest.mark.parametrize("query", [COUNTRIES, "ASK { ?s egov:iso3 'ISL' }", "SELECT * { ?s egov:iso3 'ZZZ' }"])
def test_every_syntax_of_results(server: Server, local: Server, accept: str, query: str) -> None:
    one, other = server.query(query, accept), local.query(query, accept)
    assert (one.status, one.headers["content-type"], one.body) == (200, other.headers["content-type"], other.body)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_every_syntax_of_graphs(server: Server, local: Server, accept: str) -> None:
    query = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a egov:Agency ; rdfs:label ?l }"
    answers = [one.query(query, accept) for one in (server, local)]
    assert answers[0].headers["content-type"] == answers[1].headers["content-type"]
    syntax = ox.RdfFormat.from_media_type(accept)
    assert syntax is not None
    graphs = [{str(quad.triple) for quad in ox.parse(answer.body, syntax)} for answer in answers]
    assert graphs[0] == graphs[1] != set()


@pytest.mark.parametrize("name", ["codes", "registry"])
def test_graphs_are_chosen_as_in_a_build(server: Server, local: Server, name: str) -> None:
    graph = PREFIXES["graph"] + name
    count, pattern = "SELECT (COUNT(*) AS ?n)", "{ ?s ?p ?o }"
    for sparql in (f"{count} FROM <{graph}> {pattern}", f"{count} {{ GRAPH graph:{name} {pattern} }}"):
        assert server.query(sparql).values("n") == local.query(sparql).values("n") != ["0"]
    fields = {"sparql": f"{count} {pattern}", "default-graph-uri": graph}
    assert server.query(**fields).values("n") == local.query(**fields).values("n") != ["0"]


def test_relative_addresses_are_ours(server: Server) -> None:
    assert server.query("SELECT (STR(<here>) AS ?iri) {}").values("iri") == [f"{server.address}here"]
    assert server.query("BASE <urn:a:> SELECT (STR(<urn:b>) AS ?iri) {}").values("iri") == ["urn:b"]


def test_a_mistake_is_found_here(server: Server) -> None:
    answer = server.query("SELECT * {\n ?s ?p }")
    assert answer.status == 400
    assert "line 2, column 8" in answer.text
    assert server.post(f"SELECT * {'{' * 50_000}").status == 400


def test_descriptions_and_search(server: Server, local: Server) -> None:
    void = [one.get("/.well-known/void", accept="application/n-triples").text for one in (server, local)]
    triples = [next(line for line in text.splitlines() if "void#triples" in line) for text in void]
    assert triples[0].split()[-2] == triples[1].split()[-2]
    assert server.get("/catalog").status == 200
    assert server.get("/dumps/egov-kg.ttl").status == 404
    until(lambda: server.get("/api/search?q=doi").status == 200)
    until(lambda: local.get("/api/search?q=doi").status == 200)
    for asked in ("q=doi", "q=digital", "q=minstry&language=es"):
        assert server.get(f"/api/search?{asked}").text == local.get(f"/api/search?{asked}").text


# ---- a store that does as it is told ----


@pytest.fixture(scope="module")
def behind(store: str) -> Iterator[tuple[Scripted, Server]]:
    """A server whose store hands on to the real one what a test has no other answer for."""
    with Scripted(lambda _: None, store.removesuffix("/query")) as scripted, serving(
        None, "--endpoint", f"{scripted.url}/query", "--timeout", "2", "--max-rows", "50", "--max-result", "20K"
    ) as server:  # fmt: skip
        until(lambda: server.log(event="search-ready"))
        yield scripted, server


@pytest.fixture
def told(behind: tuple[Scripted, Server]) -> Iterator[tuple[Scripted, Server]]:
    yield behind
    behind[0].script = lambda _: None


def query(asked: Asked) -> str:
    return (asked.parameters.get("query") or parse_qs(asked.body.decode()).get("query") or [""])[0]


def only(text: str, reply: Reply) -> Answering:
    """Answers queries that hold a text with a reply; the others are handed on."""
    return lambda asked: reply if text in query(asked) else None


@pytest.mark.parametrize(
    ("sparql", "status"),
    [
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", 403),
        ("SELECT * { SERVICE <http://127.0.0.1:1/never> { ?s ?p ?o } }", 403),
        ("SELECT * FROM <http://127.0.0.1:1/never> { ?s ?p ?o }", 400),
        ("SELECT * FROM NAMED <urn:never> { GRAPH ?g { ?s ?p ?o } }", 400),
        ("define get:soft 'never' SELECT * { ?s ?p ?o }", 400),
        ("SELECT * { never", 400),
    ],
)
def test_what_is_refused_does_not_reach_the_store(told: tuple[Scripted, Server], sparql: str, status: int) -> None:
    scripted, server = told
    before = len(scripted.requests)
    assert server.post(sparql).status == status
    seen = [query(one) for one in scripted.requests[before:]]
    assert [one for one in seen if "never" in one and "GRAPH <" not in one] == []
    assert [one for one in scripted.requests[before:] if one.writes] == []


def test_graphs_that_are_not_there_are_not_asked_for_by_parameters(told: tuple[Scripted, Server]) -> None:
    scripted, server = told
    fields = urlencode({"query": "ASK { ?never ?p ?o }", "default-graph-uri": "http://127.0.0.1:1/x"})
    answer = server.get(f"/sparql?{fields}")
    assert (answer.status, "the store has no graph" in answer.text) == (400, True)
    assert not [one for one in scripted.requests if "?never" in query(one)]


@pytest.mark.parametrize(
    ("reply", "status", "said"),
    [
        (Reply(status=503, body=b"busy"), 503, "is busy"),
        (Reply(status=429), 503, "is busy"),
        (Reply(status=500, body=b"see /srv/secret/store.py"), 502, "does not answer this query"),
        (Reply(status=400, body=b"SPARQL compiler, /srv/secret"), 502, "does not answer this query"),
        (Reply(status=302, headers={"location": "http://127.0.0.1:1/secret"}), 502, "does not answer this query"),
        (DROP, 502, "does not answer"),
        (Reply(headers=ROWS, body=b"<html>/srv/secret</html>"), 502, "does not answer this query"),
        (Reply(headers=ROWS, body=b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x'), 502, "does not answer"),
        (Reply(headers=ROWS, body=b'{"head": {"vars": ["x"]}, "results"', length=5_000), 502, "does not answer"),
        (Reply(headers={**ROWS, "x-sql-state": "S1TAT"}, body=b'{"head": {"vars": []}, "results": {"bindings": []}}'),
         502, "a part of the answer alone"),
        (Reply(headers={**ROWS, "x-sparql-maxrows": "1"},
               body=b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "urn:a"}}]}}'),
         502, "a part of the answer alone"),
    ],
)  # fmt: skip
def test_a_store_that_fails(told: tuple[Scripted, Server], reply: Reply, status: int, said: str) -> None:
    scripted, server = told
    scripted.script = only("?marked", reply)
    answer = server.query("SELECT ?x { ?marked ?p ?x }")
    assert (answer.status, said in answer.text) == (status, True), answer.text
    for hidden in ("secret", "127.0.0.1", scripted.url):
        assert hidden not in answer.text
    assert ("retry-after" in answer.headers) is (status == 503)
    assert server.query(COUNTRIES).status == 200


def test_the_limits_are_ours(told: tuple[Scripted, Server]) -> None:
    _, server = told
    assert server.query("SELECT * { ?s ?p ?o } LIMIT 50").status == 200
    many = server.query("SELECT * { ?s ?p ?o } LIMIT 51")
    assert (many.status, "more than 50 rows" in many.text) == (422, True)
    graph = server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")
    assert (graph.status, "more than 50 rows" in graph.text) == (422, True)
    large = server.query("SELECT ?s (GROUP_CONCAT(STR(?o)) AS ?all) { ?x ?s ?o } GROUP BY ?s")
    assert (large.status, "more than 20480 bytes" in large.text) == (422, True)


def test_a_store_that_takes_too_long(told: tuple[Scripted, Server]) -> None:
    scripted, server = told

    def slowly(asked: Asked) -> Reply | None:
        if "?marked" in query(asked):
            time.sleep(6)
        return None

    scripted.script = slowly
    began = time.monotonic()
    answer = server.query("SELECT ?x { ?marked ?p ?x }")
    assert (answer.status, "after 2 seconds" in answer.text) == (504, True)
    assert time.monotonic() - began < 5
    assert server.query(COUNTRIES).status == 200


def test_an_answer_that_never_ends(told: tuple[Scripted, Server]) -> None:
    scripted, server = told

    def rows() -> Iterator[bytes]:
        yield b'{"head": {"vars": ["x"]}, "results": {"bindings": ['
        while True:
            yield b" " * 1_000

    scripted.script = only("?marked", Reply(headers=ROWS, body=rows()))
    assert server.query("SELECT ?x { ?marked ?p ?x }").status == 504


# ---- a store that goes and comes ----


def test_health_follows_the_store(tmp_path: Path) -> None:
    down = threading.Event()
    with (
        oxigraph(tmp_path) as address,
        Scripted(lambda _: DROP if down.is_set() else None, address) as scripted,
        serving(None, "--endpoint", f"{scripted.url}/query") as server,
    ):
        assert server.get("/health").status == 200
        down.set()
        until(lambda: server.get("/health").status == 503)
        assert server.query("ASK {}").status == 502
        assert server.get("/metrics").status == 200
        down.clear()
        until(lambda: server.get("/health").status == 200)
        assert server.query("ASK {}").status == 200
        until(lambda: server.log(event="store-answers"))
        assert server.log(event="store-silent")


def test_who_asks_the_store(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("geheim\n", encoding="utf-8")
    challenge = Reply(status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})
    with oxigraph(tmp_path) as address, Scripted(
        lambda asked: None if "authorization" in asked.headers else challenge, address
    ) as scripted, serving(
        None, "--endpoint", f"{scripted.url}/query", "--endpoint-user", "anna", "--endpoint-password-file", str(secret)
    ) as server:  # fmt: skip
        assert server.query("ASK {}").status == 200
        for pid in (server.process.pid, *server.processes(), *server.searchers()):
            assert b"geheim" not in Path(f"/proc/{pid}/cmdline").read_bytes()
        assert "geheim" not in "".join(server.lines)


def test_a_build_beside_the_store(store: str) -> None:
    with serving(SAMPLE, "--endpoint", store) as server:
        assert server.get("/dumps/egov-kg.ttl").body == (SAMPLE / "egov-kg.ttl").read_bytes()
        assert server.query(COUNTRIES).status == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name the folder of a build"),
        (("--endpoint", "localhost"), "not an address"),
        (("--endpoint", "http://127.0.0.1:1/sparql"), "cannot be reached"),
        ((str(SAMPLE), "--default-graph", "urn:g"), "are given with --endpoint"),
        ((str(SAMPLE), "--endpoint-user", "anna"), "are given with --endpoint"),
        (("--endpoint", "http://127.0.0.1:1/", "--endpoint-user", "anna"), "are given together"),
    ],
)
def test_wrong_options_are_said(arguments: tuple[str, ...], said: str) -> None:
    result = egov_kg("serve", *arguments, "--port", "0")
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr
