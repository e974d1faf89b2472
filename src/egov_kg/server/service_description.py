"""The service description at the endpoint (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from typing import Final

from starlette.types import Send

from egov_kg.server.answering import Unanswered
from egov_kg.server.graph import Description
from egov_kg.server.replies import send_graph
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.server.statistics import graph_names

_FORMATS: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle", "N-Triples",
    "RDF_XML", "JSON-LD", "N-Quads", "TriG",
)  # fmt: skip
"""Of https://www.w3.org/ns/formats/."""


async def service_description(service: Service, request: Request, send: Send) -> None:
    """Sends what the endpoint is, speaks and holds."""
    address = service.address(request)
    endpoint = address.rstrip("/") + request.scope["path"]
    dataset = address + ".well-known/void#dataset"
    said = Description()
    said.say(
        endpoint + "#service",
        ("rdf:type", "sd:Service"),
        ("sd:endpoint", endpoint),
        ("sd:supportedLanguage", "sd:SPARQL11Query"),
        ("sd:defaultDataset", dataset),
        *(("sd:resultFormat", f"formats:{name}") for name in _FORMATS),
    )
    if service.settings.services:
        said.say(endpoint + "#service", ("sd:feature", "sd:BasicFederatedQuery"))
    said.say(dataset, ("rdf:type", "sd:Dataset"), ("sd:defaultGraph", endpoint + "#default-graph"))
    said.say(endpoint + "#default-graph", ("rdf:type", "sd:Graph"))
    try:
        names = await graph_names(service, request.client)
    except Unanswered:
        names = ()
    for number, name in enumerate(names, start=1):
        graph = f"{endpoint}#graph-{number}"
        said.say(dataset, ("sd:namedGraph", graph))
        said.say(graph, ("rdf:type", "sd:NamedGraph"), ("sd:name", name))
    await send_graph(send, request, said.triples)
