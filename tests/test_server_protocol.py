"""The endpoint: methods, syntaxes of answers, data sets, and what is said when there is no answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from egov_kg.server.media import preferred
from egov_kg.vocabulary import PREFIXES, REGISTRY_GRAPH
from sample_build import SAMPLE
from serving import JSON, Server, serving

COUNTRIES = "SELECT ?iso { ?c a egov:Country ; egov:iso3 ?iso } ORDER BY ?iso"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        yield running


@pytest.fixture(scope="module")
def countries(server: Server) -> list[str]:
    found = server.query(COUNTRIES).values("iso")
    assert {"ISL", "CRI"} <= set(found)
    return found


def test_three_ways_to_ask_give_one_answer(server: Server, countries: list[str]) -> None:
    form = server.request("POST", "/sparql", headers={"Content-Type": FORM}, body=f"query={quote(COUNTRIES)}".encode())
    assert form.values("iso") == server.post(COUNTRIES).values("iso") == countries


def test_words_of_every_script_arrive_as_they_are(server: Server) -> None:
    words = "¿Educación & más? + ñ 数字 𝔻 100% %C3%B3 #"
    asked = f'SELECT ("{words}" AS ?words) {{}}'
    assert server.query(asked).values("words") == [words]
    assert server.post(asked).values("words") == [words]
    body = f"query={quote(asked)}".encode()
    headers = {"Content-Type": f"{FORM}; charset=UTF-8"}
    assert server.request("POST", "/sparql", headers=headers, body=body).values("words") == [words]


def test_head_says_what_get_would(server: Server) -> None:
    path = f"/sparql?query={quote(COUNTRIES)}"
    head, got = server.request("HEAD", path), server.get(path)
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length"):
        assert head.headers[name] == got.headers[name]


def test_options_and_cors(server: Server) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    response = server.request("OPTIONS", "/sparql", headers=asked)
    assert response.status == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert {"GET", "POST"} <= set(response.headers["access-control-allow-methods"].split(", "))
    assert "content-type" in response.headers["access-control-allow-headers"]
    assert server.query("ASK {}").headers["access-control-allow-origin"] == "*"
    assert server.query("ASK {").headers["access-control-allow-origin"] == "*"


# ---- syntaxes ----


def test_results_in_every_syntax(server: Server, countries: list[str]) -> None:
    csv_rows = list(csv.reader(io.StringIO(server.query(COUNTRIES, "text/csv").text)))
    assert csv_rows == [["iso"], *([iso] for iso in countries)]
    tsv = server.query(COUNTRIES, "text/tab-separated-values")
    assert tsv.text.splitlines() == ["?iso", *(f'"{iso}"' for iso in countries)]
    for media_type in (JSON, "application/sparql-results+xml"):
        response = server.query(COUNTRIES, media_type)
        assert response.headers["content-type"] == media_type
        found = ox.parse_query_results(response.body, format=ox.QueryResultsFormat.from_media_type(media_type))
        assert isinstance(found, ox.QuerySolutions)
        assert [row["iso"].value for row in found] == countries
    assert csv_rows
    assert server.query("ASK { ?c a egov:Country }", "text/csv").text == "true"


@pytest.mark.parametrize(
    ("media_type", "syntax"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-quads", ox.RdfFormat.N_QUADS),
        ("application/trig", ox.RdfFormat.TRIG),
    ],
)
def test_graphs_in_every_syntax(server: Server, media_type: str, syntax: ox.RdfFormat) -> None:
    asked = "CONSTRUCT { ?c egov:iso3 ?iso ; rdfs:label ?l } WHERE { ?c egov:iso3 ?iso ; rdfs:label ?l }"
    turtle = server.query(asked, "text/turtle").body
    expected = {str(quad.triple) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    response = server.query(asked, media_type)
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert {str(quad.triple) for quad in ox.parse(response.body, format=syntax)} == expected
    assert len(expected) > 4


def test_a_graph_declares_the_prefixes_it_uses(server: Server) -> None:
    text = server.query("CONSTRUCT WHERE { country:ISL egov:iso3 ?iso }", "text/turtle").text
    assert 'country:ISL egov:iso3 "ISL" .' in text
    assert "skos" not in text


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("text/*", "text/csv; charset=utf-8"),
        ("text/*;q=0.5, text/csv;q=0", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/json"),
        ("image/png, TEXT/CSV", "text/csv; charset=utf-8"),
        ("rubbish, ;;q=1, text/csv;q=9", "text/csv; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_the_client_chooses(server: Server, accept: str, media_type: str) -> None:
    response = server.query(COUNTRIES, accept)
    assert (response.status, response.headers["content-type"]) == (200, media_type)
    assert response.headers["vary"] == "accept"


@pytest.mark.parametrize("accept", ["image/png", "text/turtle", "application/sparql-results+json;q=0"])
def test_an_answer_that_the_client_does_not_take(server: Server, accept: str) -> None:
    response = server.query(COUNTRIES, accept)
    assert response.status == 406
    assert "application/sparql-results+json" in response.text
    graph = server.query("CONSTRUCT WHERE { ?c egov:iso3 ?iso }", "text/csv")
    assert graph.status == 406
    assert "text/turtle" in graph.text


MEDIA = st.sampled_from(["text/csv", "text/turtle", "application/json", "text/*", "*/*", "a/b", "nonsense", ""])


@given(st.lists(st.tuples(MEDIA, st.sampled_from(["", ";q=0", ";q=0.5", ";q=1", ";q=x", ";v=1;q=0.3"]))))
@settings(max_examples=200)
def test_what_is_chosen_is_offered_and_wanted(wanted: list[tuple[str, str]]) -> None:
    header = ", ".join(name + quality for name, quality in wanted)
    offers = ("text/csv", "text/turtle", "application/json")
    best = preferred(header, offers)
    ranges = {name for name, quality in wanted if name not in {"nonsense", ""}}
    if best is None:
        assert ranges
    else:
        assert best in offers
        assert not ranges or {best, best.partition("/")[0] + "/*", "*/*"} & ranges


# ---- data sets ----


def test_the_graphs_of_the_protocol(server: Server) -> None:
    all_labels = int(server.query("SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?l }").values("n")[0])
    asked = "SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?l }"
    registry = int(server.query(asked, **{"default-graph-uri": REGISTRY_GRAPH}).values("n")[0])
    assert 0 < registry < all_labels
    clause = asked.replace("{ ?s", f"FROM <{REGISTRY_GRAPH}> {{ ?s")
    assert int(server.query(clause).values("n")[0]) == registry
    assert int(server.query(clause.replace(f"<{REGISTRY_GRAPH}>", "graph:registry")).values("n")[0]) == registry
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    assert server.query(named, **{"named-graph-uri": REGISTRY_GRAPH}).values("g") == [REGISTRY_GRAPH]
    assert len(server.query(named).values("g")) > 3
    # The protocol's data set takes the place of the one in the text.
    assert server.query(clause, **{"named-graph-uri": REGISTRY_GRAPH}).values("n") == ["0"]


@pytest.mark.parametrize(
    "asked",
    [
        "SELECT * FROM <http://127.0.0.1:9/data.ttl> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1:9/> SELECT * FROM x:data { ?s ?p ?o }",
        r"SELECT * \u0046ROM <http://127.0.0.1:9/> { ?s ?p ?o }",
    ],
)
def test_nothing_is_fetched_from_elsewhere(server: Server, asked: str) -> None:
    response = server.query(asked)
    assert response.status == 400
    assert "nothing is fetched from elsewhere" in response.text


def test_a_graph_that_the_store_does_not_hold(server: Server) -> None:
    response = server.query("ASK {}", **{"default-graph-uri": "https://example.org/none"})
    assert (response.status, "has no graph <https://example.org/none>" in response.text) == (400, True)
    assert server.query("ASK {}", **{"named-graph-uri": "not an iri"}).status == 400


# ---- refusals ----


@pytest.mark.parametrize(
    "asked",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "prefix a: <urn:a> INSERT DATA { a:b a:c a:d }",
        "LOAD <http://127.0.0.1:9/>",
        "# SELECT\nclear all",
    ],
)
def test_an_update_is_refused_whatever_it_comes_as(server: Server, asked: str) -> None:
    direct = {"Content-Type": "application/sparql-update"}
    form = {"Content-Type": FORM}
    for response in (
        server.query(asked),
        server.post(asked),
        server.request("POST", "/sparql", headers=direct, body=asked.encode()),
        server.request("POST", "/sparql", headers=form, body=f"update={quote(asked)}".encode()),
    ):
        assert response.status == 403
        assert "it takes no updates" in response.text


def test_service_is_refused(server: Server) -> None:
    response = server.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    assert response.status == 403
    assert "SERVICE is not answered" in response.text


def test_only_a_named_service_is_called(server: Server) -> None:
    there = f"{server.address}sparql"
    asked = "SELECT ?iso { SERVICE <%s> { ?c <%siso3> ?iso } }"
    with serving(SAMPLE, "--allow-service", there) as allowed:
        found = allowed.query(asked % (there, PREFIXES["egov"])).values("iso")
        assert {"ISL", "CRI"} <= set(found)
        for other in (f"{there}/", "http://127.0.0.1:9/", there.upper()):
            response = allowed.query(asked % (other, PREFIXES["egov"]))
            assert response.status == 403
            assert there in response.text
        assert allowed.query("SELECT * { BIND(<urn:x> AS ?there) SERVICE ?there { ?s ?p ?o } }").status == 403


@pytest.mark.parametrize(
    ("asked", "place", "why"),
    [
        ("SELECT ?x WHERE { ?x a }", (1, 24), "'}' is not expected here"),
        ("# {\nSELECT ?x { ?x ?y ?z . # }\n ?a ?b ?e , ?c } LIMIT 5 ?x", (3, 26), "'?x' is not expected here"),
        ("SELEKT * { ?s ?p ?o }", (1, 1), "'SELEKT' is not expected here"),
        ("SELECT * {\n  ?s ?p ?o .\n  ?s nowhere:a ?o\n}", (3, 6), "the prefix nowhere: is not declared"),
        ("ASK {", (1, 6), "ends too early"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", None, "SELECT * is not authorized with GROUP BY"),
        ("", (1, 1), "empty"),
        ("ASK { ?s ?p '数字' . ?s ?p\t}", (1, 26), "'}' is not expected here"),
    ],
)
def test_a_malformed_query_shows_the_place(server: Server, asked: str, place: tuple[int, int] | None, why: str) -> None:
    response = server.post(asked, "application/json")
    assert (response.status, response.headers["content-type"]) == (400, "application/json")
    problem = json.loads(response.body)
    assert problem["status"] == 400
    assert why in problem["detail"]
    if place is not None:
        assert (problem["line"], problem["column"]) == place
    line, mark = problem["excerpt"].split("\n")
    assert line.replace("\t", " ") == asked.split("\n")[problem["line"] - 1].replace("\t", " ")
    assert mark == " " * (problem["column"] - 1) + "^"
    text = server.post(asked, "text/plain")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text == f"{problem['detail']}\n{problem['excerpt']}\n"


def test_the_wrong_way_to_ask(server: Server) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = server.request(method, "/sparql?query=ASK%7B%7D")
        assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")
    assert server.get("/sparql?query=ASK%7B%7D&query=ASK%7B%7D").status == 400
    assert server.request("POST", "/sparql", headers={"Content-Type": FORM}, body=b"").status == 400
    assert server.request("POST", "/sparql", body=b"ASK {}").status == 415
    latin = {"Content-Type": "application/sparql-query; charset=ISO-8859-1"}
    assert server.request("POST", "/sparql", headers=latin, body=b"ASK {}").status == 415
    direct = {"Content-Type": "application/sparql-query"}
    broken = server.request("POST", "/sparql", headers=direct, body=b"ASK {} #\xff")
    assert (broken.status, "byte 8" in broken.text) == (400, True)
    assert server.get("/sparql?query=%FF").status == 400
    zipped = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    assert server.request("POST", "/sparql", headers=zipped, body=b"\x1f\x8b").status == 415


def test_relative_addresses_are_resolved(server: Server) -> None:
    found = server.query("SELECT (STR(<there>) AS ?s) {}").values("s")
    assert found == [f"{server.address}there"]


def test_the_base_is_the_public_address() -> None:
    with serving(SAMPLE, "--base", "https://kg.example.org/data") as server:
        assert server.query("SELECT (STR(<x>) AS ?s) {}").values("s") == ["https://kg.example.org/data/x"]
        assert "<https://kg.example.org/data/sparql>" in server.get("/sparql").text
        assert "https://kg.example.org/data/dumps/egov-kg.nq" in server.get("/catalog").text
