"""What the graph is, for machines that look for data: VoID at ``/.well-known/void``, DCAT at ``/catalog``."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from starlette.types import Send

from egov_kg.server.answering import Unanswered
from egov_kg.server.dumps import Dump, dumps
from egov_kg.server.graph import FORMATS, Description
from egov_kg.server.problems import refusal
from egov_kg.server.replies import send_graph
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.server.statistics import Statistics, statistics
from egov_kg.vocabulary import BASE, ONTOLOGY

_TITLES: Final = (
    ox.Literal("E-government knowledge graph", language="en"),
    ox.Literal("Grafo de conocimiento de gobierno electrónico", language="es"),
)
_TEXTS: Final = (
    ox.Literal("Facts read from e-government documents, each with the words that say it.", language="en"),
    ox.Literal("Hechos leídos de documentos de gobierno electrónico, cada uno con las palabras que lo dicen.",
               language="es"),
)  # fmt: skip
_MEDIA: Final = "https://www.iana.org/assignments/media-types/"
_VOID: Final = ".well-known/void"


async def void(service: Service, request: Request, send: Send) -> None:
    """Sends what the graph holds: how many triples, things a class, triples a property."""
    address = service.address(request)
    dataset = address + _VOID + "#dataset"
    said = Description()
    said.say(address + _VOID, ("rdf:type", "void:DatasetDescription"), ("foaf:primaryTopic", dataset))
    said.say(dataset, ("rdf:type", "void:Dataset"), *(("dcterms:title", title) for title in _TITLES))
    said.say(
        dataset,
        *(("dcterms:description", text) for text in _TEXTS),
        ("void:sparqlEndpoint", address + "sparql"),
        ("void:uriSpace", ox.Literal(BASE)),
        ("void:vocabulary", ONTOLOGY),
        *(("void:dataDump", address + dump.path) for dump in dumps(service) if dump.is_graph),
    )
    try:
        _count(said, dataset, await statistics(service, request.client))
    except Unanswered as reason:
        if reason.code not in {"timeout", "rows", "size", "memory"}:
            raise refusal(reason, "", service.settings.limits) from reason
    await send_graph(send, request, said.triples)


def _count(said: Description, dataset: str, figures: Statistics) -> None:
    said.say(
        dataset,
        ("void:triples", figures.triples),
        ("void:distinctSubjects", figures.subjects),
        ("void:distinctObjects", figures.objects),
        ("void:classes", len(figures.classes)),
        ("void:properties", len(figures.properties)),
    )
    for number, (name, count) in enumerate(figures.classes, start=1):
        part = f"{dataset}-class-{number}"
        said.say(dataset, ("void:classPartition", part))
        said.say(part, ("void:class", name), ("void:entities", count))
    for number, (name, count) in enumerate(figures.properties, start=1):
        part = f"{dataset}-property-{number}"
        said.say(dataset, ("void:propertyPartition", part))
        said.say(part, ("void:property", name), ("void:triples", count))


async def catalog(service: Service, request: Request, send: Send) -> None:
    """Sends a catalogue of the one data set that is here: its files and its endpoint."""
    address = service.address(request)
    here, dataset = address + "catalog", address + _VOID + "#dataset"
    said = Description()
    words = [*(("dcterms:title", title) for title in _TITLES), *(("dcterms:description", text) for text in _TEXTS)]
    said.say(
        here,
        ("rdf:type", "dcat:Catalog"),
        *words,
        ("dcat:dataset", dataset),
        ("dcat:service", address + "sparql#service"),
    )
    said.say(dataset, ("rdf:type", "dcat:Dataset"), *words, ("dcterms:conformsTo", ONTOLOGY))
    for dump in dumps(service):
        said.say(dataset, ("dcat:distribution", f"{here}#{dump.name}"))
        _describe(said, f"{here}#{dump.name}", address, dump)
    endpoint = address + "sparql"
    said.say(dataset, ("dcat:distribution", here + "#sparql"))
    said.say(
        here + "#sparql",
        ("rdf:type", "dcat:Distribution"),
        ("dcterms:title", ox.Literal("SPARQL 1.1", language="en")),
        ("dcat:accessURL", endpoint),
        ("dcat:accessService", endpoint + "#service"),
    )
    said.say(
        endpoint + "#service",
        ("rdf:type", "dcat:DataService"),
        *(("dcterms:title", title) for title in _TITLES),
        ("dcat:endpointURL", endpoint),
        ("dcat:endpointDescription", endpoint),
        ("dcat:servesDataset", dataset),
        ("dcterms:conformsTo", "https://www.w3.org/TR/sparql11-protocol/"),
    )
    await send_graph(send, request, said.triples)


def _describe(said: Description, distribution: str, address: str, dump: Dump) -> None:
    said.say(
        distribution,
        ("rdf:type", "dcat:Distribution"),
        ("dcterms:title", ox.Literal(dump.title, language="en")),
        ("dcat:accessURL", address + dump.path),
        ("dcat:downloadURL", address + dump.path),
        ("dcat:mediaType", _MEDIA + dump.media_type),
        ("dcat:byteSize", ox.Literal(str(dump.size), datatype=ox.NamedNode(_INTEGER))),
        ("dcterms:modified", ox.Literal(dump.modified, datatype=ox.NamedNode(_TIME))),
    )
    if dump.format:
        said.say(distribution, ("dcterms:format", FORMATS + dump.format))


_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_TIME: Final = "http://www.w3.org/2001/XMLSchema#dateTime"
