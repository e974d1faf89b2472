"""The W3C's tests of the SPARQL 1.1 Protocol and Service Description, driven against a running server.

Their manifests come with the folder of shared documents. The graphs that they name stand in the store beforehand;
data0.rdf, which the manifests do not bring, holds one triple. Updates are to be refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from running import shared_folder
from serving import Response, Server, serving

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
PLACE: Final = "http://kasei.us/2009/09/sparql/data/{}.rdf"
TABULAR: Final = {
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
}  # fmt: skip
GRAPH: Final = {"text/turtle", "application/rdf+xml", "application/n-triples"}


def manifests() -> Path:
    return shared_folder() / "specs" / "sparql11-protocol"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("w3c")
    graphs = {PLACE.format("data0"): "<urn:s> <urn:p> <urn:o> .\n"}
    for name in ("data1", "data2", "data3"):
        graphs[PLACE.format(name)] = (manifests() / f"{name}.nt").read_text("utf-8")
    (folder / "egov-kg.ttl").write_text("".join(graphs.values()), "utf-8")
    quads = "".join(triples.replace(" .\n", f" <{graph}> .\n") for graph, triples in graphs.items())
    (folder / "egov-kg.nq").write_text(quads, "utf-8")
    with serving(folder) as running:
        yield running


def entries() -> dict[str, tuple[Graph, Node]]:
    graph = Graph().parse(manifests() / "protocol.ttl", format="turtle")
    listed = graph.value(predicate=RDF.type, object=MF.Manifest)
    return {str(test).rpartition("#")[2]: (graph, test) for test in members(graph, graph.value(listed, MF.entries))}


def members(graph: Graph, listed: Node | None) -> list[Node]:
    return [] if listed is None else list(Collection(graph, listed))


def ask(server: Server, graph: Graph, request: Node) -> Response:
    path = str(graph.value(request, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    body = graph.value(request, HT.body)
    headers = {}
    for header in members(graph, graph.value(request, HT.headers)):
        headers[str(graph.value(header, HT.fieldName))] = str(graph.value(header, HT.fieldValue))
    content = None
    if body is not None:
        content = str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
    return server.request(str(graph.value(request, HT.methodName)), path, headers=headers, body=content)


def check(graph: Graph, request: Node, response: Response) -> None:
    expected = graph.value(request, HT.resp)
    statuses = {str(status)[-3] for status in graph.objects(expected, MF.expectedStatus)}
    assert str(response.status)[0] in statuses, response.text
    media_type = response.headers["content-type"].partition(";")[0]
    wanted = graph.value(expected, MF.expectedFormat)
    if str(wanted) == "tabular":
        assert media_type in TABULAR
    elif str(wanted) == "RDF":
        assert media_type in GRAPH
        Graph().parse(data=response.text, format=media_type)
    boolean = graph.value(expected, MF.expectedBoolean)
    if boolean is not None:
        assert json.loads(response.body)["boolean"] is bool(boolean)


def requests(graph: Graph, test: Node) -> list[Node]:
    return members(graph, graph.value(graph.value(test, MF.action), HT.requests))


NAMES: Final = (
    "query_post_form", "query_dataset_default_graphs_get", "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post", "query_dataset_named_graphs_get", "query_dataset_full",
    "query_multiple_dataset", "query_get", "query_content_type_select", "query_content_type_ask",
    "query_content_type_describe", "query_content_type_construct", "query_post_direct", "bad_query_method",
    "bad_multiple_queries", "bad_query_wrong_media_type", "bad_query_missing_form_type",
    "bad_query_missing_direct_type", "bad_query_non_utf8", "bad_query_syntax", "bad_update_get",
    "bad_multiple_updates", "bad_update_wrong_media_type", "bad_update_missing_form_type", "bad_update_non_utf8",
    "bad_update_syntax", "bad_update_dataset_conflict",
)  # fmt: skip
UPDATES: Final = (
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_protocol(server: Server, name: str) -> None:
    graph, test = entries()[name]
    for request in requests(graph, test):
        check(graph, request, ask(server, graph, request))


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_is_refused(server: Server, name: str) -> None:
    graph, test = entries()[name]
    response = ask(server, graph, requests(graph, test)[0])
    assert response.status == 403
    assert "takes no updates" in response.text
    assert server.query(f"ASK {{ GRAPH <{PLACE.format('data1')}> {{ ?s ?p ?o }} }}").text.endswith("true}")


def test_every_test_of_the_manifest_is_here() -> None:
    assert sorted(entries()) == sorted([*NAMES, *UPDATES])


def test_the_service_description(server: Server) -> None:
    for path in ("/sparql", "/sparql/"):
        response = server.get(path)
        media_type = response.headers["content-type"].partition(";")[0]
        assert (response.status, media_type) == (200, "text/turtle")
        described = Graph().parse(data=response.text, format=media_type)
        endpoint = URIRef(server.address.rstrip("/") + path)
        service = described.value(predicate=SD.endpoint, object=endpoint)
        assert (service, RDF.type, SD.Service) in described
        dataset = described.value(service, SD.defaultDataset)
        assert (dataset, RDF.type, SD.Dataset) in described
        assert (described.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in described
        named = list(described.objects(dataset, SD.namedGraph))
        assert {str(described.value(one, SD.name)) for one in named} == {PLACE.format(f"data{n}") for n in range(4)}
        assert all((one, RDF.type, SD.NamedGraph) in described for one in named)
        assert urlsplit(str(endpoint)).port == server.port


def test_the_graph_store_protocol_is_not_spoken(server: Server) -> None:
    for method in ("GET", "PUT", "POST", "DELETE"):
        response = server.request(method, "/gsp?default", body=b"" if method in {"PUT", "POST"} else None)
        assert response.status == 404
        assert "/sparql" in response.text
