"""Programs that other people wrote, asking a running server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, RDFXML, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from egov_kg.vocabulary import PREFIXES
from sample_build import SAMPLE
from serving import Server, serving, until

COUNTRIES = "SELECT ?iso { ?c a egov:Country ; egov:iso3 ?iso } ORDER BY ?iso"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        yield running


@pytest.fixture(scope="module")
def countries(server: Server) -> list[str]:
    return server.query(COUNTRIES).values("iso")


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper(server: Server, countries: list[str], method: str) -> None:
    client: Any = SPARQLWrapper(f"{server.address}sparql")
    client.setMethod(method)
    client.setQuery(COUNTRIES)
    client.setReturnFormat(JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["iso"]["value"] for row in rows] == countries
    client.setReturnFormat(XML)
    assert [one.firstChild.data for one in client.queryAndConvert().getElementsByTagName("literal")] == countries
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split() == ["iso", *countries]


def test_sparqlwrapper_gets_graphs(server: Server) -> None:
    client: Any = SPARQLWrapper(f"{server.address}sparql")
    client.setQuery("CONSTRUCT WHERE { ?c egov:iso3 ?iso }")
    sizes = set()
    for syntax, name in ((TURTLE, "turtle"), (RDFXML, "xml")):
        client.setReturnFormat(syntax)
        answer = client.query().response.read()
        sizes.add(len(Graph().parse(data=answer, format=name)))
    assert len(sizes) == 1
    assert sizes.pop() > 1


def test_sparqlwrapper_tells_what_is_wrong(server: Server) -> None:
    client = SPARQLWrapper(f"{server.address}sparql")
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(QueryBadFormed, match="line 1, column 18"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_the_store_of_rdflib(server: Server, countries: list[str], method: str) -> None:
    graph = Graph(SPARQLStore(f"{server.address}sparql", method=method))
    found: Any = graph.query(COUNTRIES, initNs={"egov": PREFIXES["egov"]})
    assert [str(row[0]) for row in found] == countries
    iso3 = URIRef(PREFIXES["egov"] + "iso3")
    assert sorted(str(value) for value in graph.objects(None, iso3)) == countries
    assert (URIRef(PREFIXES["country"] + "ISL"), iso3, None) in graph


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("page", ["README.md", "docs/serving.md"])
def test_what_the_documentation_shows(server: Server, page: str) -> None:
    text = (Path(__file__).resolve().parents[1] / page).read_text("utf-8")
    shown = re.findall(r"^curl .*http://127\.0\.0\.1:8000/.*$", text, re.MULTILINE)
    assert shown
    until(lambda: server.get("/api/search?q=x").status == 200)  # the names of a new server are still being read
    for line in shown:
        command = line.replace("http://127.0.0.1:8000/", server.address).replace("curl ", "curl --fail -m 60 ", 1)
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=True)  # noqa: S607  # the reader's
        assert len(done.stdout) >= 20, line


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(server: Server, countries: list[str]) -> None:
    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", "--max-time", "60", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    endpoint = f"{server.address}sparql"
    for way in (["--get"], []):
        answer = json.loads(curl(*way, "--data-urlencode", f"query={COUNTRIES}", endpoint))
        assert [row["iso"]["value"] for row in answer["results"]["bindings"]] == countries
    direct = ["--header", "Content-Type: application/sparql-query", "--data-binary", COUNTRIES]
    assert curl("--header", "Accept: text/csv", *direct, endpoint).split() == ["iso", *countries]
    # HTTP/1.0 knows no pieces: an answer comes whole.
    many = "SELECT * { ?s ?p ?o . ?a ?b ?o } LIMIT 9000"
    whole = curl("--http1.0", "--get", "--header", "Accept: text/csv", "--data-urlencode", f"query={many}", endpoint)
    assert whole.count("\n") == 9001
    assert len(whole) > 2**20
