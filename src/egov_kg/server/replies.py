"""Sends small answers: documents, graphs, and what stands in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox
from starlette.types import Send

from egov_kg.errors import RequestRefused
from egov_kg.server.media import GRAPHS, preferred, with_charset
from egov_kg.server.problems import render
from egov_kg.server.request import Request
from egov_kg.vocabulary import PREFIXES

EVERYWHERE: Final = b"access-control-allow-origin: *\r\nx-content-type-options: nosniff\r\n"
"""The headers that go with every answer."""

Header = tuple[str, str]

_GRAPHS = tuple(GRAPHS)
_OWN = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "formats": "http://www.w3.org/ns/formats/",
}


async def send_bytes(
    send: Send, media_type: str, data: bytes, *, status: int = 200, headers: Sequence[Header] = ()
) -> None:
    """Sends a document whole."""
    listed = [("content-type", media_type), ("content-length", str(len(data))), *headers]
    raw = [(name.encode("ascii"), value.encode("latin-1", "replace")) for name, value in listed]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": data})


async def send_problem(send: Send, refused: RequestRefused, accept: str) -> None:
    """Says why there is no answer."""
    media_type, data = render(refused, accept)
    await send_bytes(send, media_type, data, status=refused.status, headers=refused.headers)


async def send_graph(send: Send, request: Request, triples: Sequence[ox.Triple]) -> None:
    """Sends triples in the syntax that the client likes best; raises RequestRefused where it takes none."""
    media_type = preferred(request.header(b"accept"), _GRAPHS)
    if media_type is None:
        raise RequestRefused(406, "this description comes as Turtle, N-Triples, RDF/XML or JSON-LD")
    syntax: ox.RdfFormat = getattr(ox.RdfFormat, GRAPHS[media_type])
    used = {
        name: address
        for name, address in {**PREFIXES, **_OWN}.items()
        if any(address in str(term) for triple in triples for term in triple)
    }
    data = ox.serialize(triples, format=syntax, prefixes=used) or b""
    await send_bytes(send, with_charset(media_type), data, headers=[("vary", "accept")])
