"""The files of a build and the descriptions of the graph, as a running server sends them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, URIRef

from egov_kg.vocabulary import PREFIXES
from sample_build import SAMPLE
from serving import Server, serving

NAME: Final = "egov-kg.nq"
PATH: Final = f"/dumps/{NAME}"
CONTENT: Final = (SAMPLE / NAME).read_bytes()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SAMPLE) as running:
        yield running


def test_a_file_whole(server: Server) -> None:
    response = server.get(PATH)
    assert (response.status, response.headers["content-type"]) == (200, "application/n-quads")
    assert response.body == CONTENT
    assert response.headers["content-length"] == str(len(CONTENT))
    assert response.headers["accept-ranges"] == "bytes"
    head = server.request("HEAD", PATH)
    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "etag", "last-modified"):
        assert head.headers[name] == response.headers[name]


def test_a_file_compressed(server: Server) -> None:
    plain = server.get(PATH)
    zipped = server.get(PATH, accept_encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == CONTENT
    best = server.get(PATH, accept_encoding="gzip, deflate, br, zstd")
    assert best.headers["content-encoding"] == "zstd"
    assert zstandard.ZstdDecompressor().decompressobj().decompress(best.body) == CONTENT
    assert len({one.headers["etag"] for one in (plain, zipped, best)}) == 3
    assert {one.headers["vary"] for one in (plain, zipped, best)} == {"accept-encoding"}
    for accepted in ("identity", "gzip;q=0", "br", "*;q=0, identity"):
        assert server.get(PATH, accept_encoding=accepted).body == CONTENT


def test_a_file_that_the_client_has(server: Server) -> None:
    for encoding in ("identity", "gzip"):
        known = server.get(PATH, accept_encoding=encoding).headers
        for tags in (known["etag"], f'"x", W/{known["etag"]}', "*"):
            response = server.get(PATH, accept_encoding=encoding, if_none_match=tags)
            assert (response.status, response.body) == (304, b"")
            assert response.headers["etag"] == known["etag"]
        assert server.get(PATH, accept_encoding=encoding, if_none_match='"x"').status == 200
        assert server.get(PATH, accept_encoding=encoding, if_modified_since=known["last-modified"]).status == 304
    earlier = "Thu, 01 Jan 1970 00:00:00 GMT"
    assert server.get(PATH, if_modified_since=earlier).status == 200


@given(st.integers(0, len(CONTENT) - 1), st.integers(0, len(CONTENT) + 50))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_part_of_a_file(server: Server, start: int, length: int) -> None:
    response = server.get(PATH, range=f"bytes={start}-{start + length}", accept_encoding="gzip")
    expected = CONTENT[start : start + length + 1]
    assert (response.status, response.body) == (206, expected)
    assert response.headers["content-range"] == f"bytes {start}-{start + len(expected) - 1}/{len(CONTENT)}"
    assert "content-encoding" not in response.headers


def test_ranges(server: Server) -> None:
    size = len(CONTENT)
    assert server.get(PATH, range="bytes=-100").body == CONTENT[-100:]
    assert server.get(PATH, range=f"bytes=-{size * 2}").body == CONTENT
    assert server.get(PATH, range=f"bytes={size - 5}-").body == CONTENT[-5:]
    past = server.get(PATH, range=f"bytes={size}-")
    assert (past.status, past.headers["content-range"]) == (416, f"bytes */{size}")
    for ignored in ("bytes=5-2", "lines=1-2", "bytes=1-2,5-6", "bytes=-", "nonsense"):
        assert server.get(PATH, range=ignored).status == 200
    etag = server.get(PATH).headers["etag"]
    assert server.get(PATH, range="bytes=0-9", if_range=etag).status == 206
    assert server.get(PATH, range="bytes=0-9", if_range='"another"').status == 200


def test_only_files_of_a_build_are_sent(server: Server) -> None:
    for name in ("report.json", "sources", "../egov-kg.nq", "%2e%2e%2fegov-kg.nq", "egov-kg.nq/", "texts/x.txt", ""):
        response = server.get(f"/dumps/{name}")
        assert response.status == 404, name
        assert str(SAMPLE) not in response.text


# ---- descriptions ----


def graph(server: Server, path: str, media_type: str = "text/turtle", name: str = "turtle") -> Graph:
    response = server.get(path, accept=media_type)
    assert (response.status, response.headers["content-type"].partition(";")[0]) == (200, media_type)
    return Graph().parse(data=response.text, format=name)


def test_the_figures_of_void(server: Server) -> None:
    described = graph(server, "/.well-known/void")
    dataset = described.value(predicate=RDF.type, object=VOID.Dataset)
    assert described.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{server.address}sparql")
    counted = server.query("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }").bindings[0]
    assert str(described.value(dataset, VOID.triples)) == counted["n"]["value"]
    assert str(described.value(dataset, VOID.distinctSubjects)) == counted["m"]["value"]
    classes = {
        str(described.value(part, VOID["class"])): int(str(described.value(part, VOID.entities)))
        for part in described.objects(dataset, VOID.classPartition)
    }
    countries = server.query("SELECT (COUNT(?c) AS ?n) { ?c a egov:Country }").values("n")
    assert classes[PREFIXES["egov"] + "Country"] == int(countries[0])
    parts = list(described.objects(dataset, VOID.propertyPartition))
    total = sum(int(str(described.value(part, VOID.triples))) for part in parts)
    assert total == int(counted["n"]["value"])


def test_the_catalogue_names_what_is_there(server: Server) -> None:
    described = graph(server, "/catalog")
    catalogue = URIRef(f"{server.address}catalog")
    assert (catalogue, RDF.type, DCAT.Catalog) in described
    dataset = described.value(catalogue, DCAT.dataset)
    sizes = {}
    for distribution in described.objects(dataset, DCAT.distribution):
        assert described.value(distribution, DCAT.accessURL) is not None
        place = described.value(distribution, DCAT.downloadURL)
        if place is not None:
            sizes[str(place).rpartition("/")[2]] = int(str(described.value(distribution, DCAT.byteSize)))
            response = server.get("/" + str(place).removeprefix(server.address))
            assert response.status == 200
            assert len(response.body) == sizes[str(place).rpartition("/")[2]]
    assert sizes[NAME] == len(CONTENT)
    service = described.value(predicate=RDF.type, object=DCAT.DataService)
    assert described.value(service, DCAT.endpointURL) == URIRef(f"{server.address}sparql")
    assert len(list(described.objects(catalogue, DCTERMS.title))) == 2


def test_descriptions_in_every_syntax(server: Server) -> None:
    for path in ("/catalog", "/.well-known/void", "/sparql"):
        expected = len(graph(server, path))
        for media_type, name in (("application/rdf+xml", "xml"), ("application/n-triples", "nt")):
            assert len(graph(server, path, media_type, name)) == expected
        assert json.loads(server.get(path, accept="application/ld+json").body)
        assert server.get(path, accept="image/png").status == 406
        assert server.request("HEAD", path).status == 200
        assert server.request("DELETE", path).status == 405


def test_a_build_without_some_files(tmp_path: Path) -> None:
    (tmp_path / "egov-kg.ttl").write_text("<urn:s> <urn:p> <urn:o> .\n", "utf-8")
    with serving(tmp_path) as server:
        assert server.get("/dumps/egov-kg.nq").status == 404
        assert "egov-kg.nq" not in server.get("/catalog").text
        assert "egov-kg.ttl" in server.get("/catalog").text
