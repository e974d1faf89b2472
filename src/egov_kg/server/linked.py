"""Linked data: what answers at the addresses of things, codes and terms (Cool URIs for the Semantic Web, W3C 2008).

A thing is no document, so its address sends on with 303: to its page, or to what the graph says of it in RDF. The
ontology is a document and answers itself.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.types import Send

from egov_kg.config import data_folder
from egov_kg.errors import RequestRefused
from egov_kg.pages.addresses import iri_of, path_of
from egov_kg.pages.asking import is_iri
from egov_kg.pages.things import FORMATS
from egov_kg.server.answering import Unanswered
from egov_kg.server.media import GRAPHS, preferred, with_charset
from egov_kg.server.pages import HTML, AskService, language_of, redirect
from egov_kg.server.problems import refusal
from egov_kg.server.question import Question
from egov_kg.server.replies import send_bytes, send_graph
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.store import TermKind
from egov_kg.vocabulary import BASE

_OFFERS: Final = (HTML, "application/xhtml+xml", *GRAPHS)
_SUFFIXES: Final = MappingProxyType({media_type: suffix for suffix, (media_type, _) in FORMATS.items()})
_SYNTAXES: Final = MappingProxyType({GRAPHS[media_type]: media_type for media_type, _ in FORMATS.values()})
_ABOUT: Final = """
CONSTRUCT {{ <{iri}> ?p ?o . ?o rdfs:label ?label . ?s ?q <{iri}> . ?claim ?cp ?co . ?words ?wp ?wo }} {{
  {{ <{iri}> ?p ?o OPTIONAL {{ ?o rdfs:label|skos:prefLabel ?label }} }}
  UNION {{ ?s ?q <{iri}> FILTER(?q NOT IN (rdf:subject, rdf:object)) }}
  UNION {{ ?claim rdf:subject <{iri}> ; ?cp ?co }}
  UNION {{ ?claim rdf:subject <{iri}> ; prov:wasDerivedFrom ?words . ?words ?wp ?wo }}
}}"""
_STATE: Final = """
SELECT ?replaced {{
  {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }}
  OPTIONAL {{ <{iri}> dcterms:isReplacedBy ?replaced }}
}} LIMIT 1"""


async def thing(service: Service, request: Request, send: Send) -> None:
    """Sends who asks for a thing or a code to its page or its data; 404 where the graph does not know it."""
    iri = BASE + str(request.scope["path"]).lstrip("/")
    path = path_of(iri)
    if path is None or not is_iri(iri):
        raise RequestRefused(404, "no thing of the graph has this address")
    replaced = await _replaced(service, request, iri)
    if replaced:
        path = path_of(replaced) or path
    up = "../" * (iri.removeprefix(BASE).count("/"))
    links = [("link", _alternates(up, path))]
    wanted = preferred(request.header(b"accept"), _OFFERS)
    if wanted is None:
        raise RequestRefused(406, "a thing comes as a page, or as Turtle, JSON-LD, N-Triples or RDF/XML")
    if wanted in _OFFERS[:2]:
        await redirect(send, f"{up}{language_of(request)}/{path}", headers=links)
    else:
        suffix = _SUFFIXES[_SYNTAXES.get(GRAPHS[wanted], "text/turtle")]
        await redirect(send, f"{up}data/{path}.{suffix}", headers=links)


def _alternates(up: str, path: str) -> str:
    addresses = [(f"{up}data/{path}.{suffix}", media_type) for suffix, (media_type, _) in FORMATS.items()]
    return ", ".join(f'<{quote(address)}>; rel="alternate"; type="{kind}"' for address, kind in addresses)


async def _replaced(service: Service, request: Request, iri: str) -> str | None:
    """The IRI that took a thing's place; raises RequestRefused where the graph does not know the thing."""
    rows = await AskService(service, request)(_STATE.format(iri=iri))
    if not rows:
        raise RequestRefused(404, "the graph says nothing of this")
    found = rows[0][0]
    return found.value if found is not None and found.kind is TermKind.IRI else None


async def data(service: Service, request: Request, send: Send) -> None:
    """Sends what the graph says of a thing: its facts, what names it, the claims of it and their words."""
    path, _, suffix = str(request.scope["path_params"]["path"]).rpartition(".")
    iri = iri_of(path)
    if iri is None or not is_iri(iri) or suffix not in FORMATS:
        raise RequestRefused(404, f"the data of a thing end in {', '.join('.' + known for known in FORMATS)}")
    await _replaced(service, request, iri)
    media_type, _ = FORMATS[suffix]
    limits = service.settings.limits
    question = Question(
        text=_ABOUT.format(iri=iri), base=BASE, graph=GRAPHS[media_type], rows=limits.rows, size=limits.result
    )
    try:
        answer = await service.engine.read(question, client=service.client(request))
    except Unanswered as reason:
        raise refusal(reason, "", limits) from reason
    about = f'<{quote("../" * path.count("/") + "../" + iri.removeprefix(BASE))}>; rel="describes"'
    await send_bytes(send, with_charset(media_type), answer, headers=[("link", about)])


async def ontology(service: Service, request: Request, send: Send) -> None:
    """Sends the ontology, as a page or in RDF."""
    del service
    if preferred(request.header(b"accept"), _OFFERS) in _OFFERS[:2]:
        await redirect(send, f"{language_of(request)}/ontology")
        return
    file = data_folder("ontology") / "egov.ttl"
    parsed = ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)
    triples = [ox.Triple(quad.subject, quad.predicate, quad.object) for quad in parsed]
    await send_graph(send, request, triples)


__all__ = ["data", "ontology", "thing"]
