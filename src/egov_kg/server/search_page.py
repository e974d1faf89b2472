"""``/api/search``: finds things by their names, as JSON."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from starlette.types import Send

from egov_kg.errors import RequestRefused
from egov_kg.search import SearchQuery
from egov_kg.server.protocol import fields
from egov_kg.server.replies import send_bytes
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.vocabulary import ENTITY_PREFIXES, ONTOLOGY, PREFIXES

PATH: Final = "/api/search"
_MOST: Final = 100
"""Things of an answer."""
_COUNTRY: Final = re.compile(r"[A-Za-z]{3}")
_LANGUAGE: Final = re.compile(r"([A-Za-z]{1,8})(?:-[A-Za-z0-9]{1,8})*")
_KNOWN: Final = ("q", "class", "country", "limit", "language")


async def search(service: Service, request: Request, send: Send) -> None:
    """Sends what is found; raises RequestRefused for what is no search."""
    query = asked(request.scope["query_string"])
    entry = request.scope["egov_kg.entry"]
    entry.query = hashlib.sha256(query.text.encode("utf-8", "replace")).hexdigest()[:16]
    answered = await service.search_as_sent(query, client=service.client(request))
    entry.rows = answered.rows
    await send_bytes(send, "application/json", answered.data)


def asked(query_string: bytes) -> SearchQuery:
    """The search that an address names; raises RequestRefused."""
    given: dict[str, str] = {}
    for name, value in fields(query_string):
        if name in _KNOWN and given.setdefault(name, value) != value:
            raise RequestRefused(400, f"a search has one {name}; this one has several")
    if "q" not in given:
        raise RequestRefused(400, "a search needs q, for example /api/search?q=ministry")
    # The parameters may be names or whole addresses, as the facets and the graph write them.
    class_name = given.get("class", "").removeprefix(ONTOLOGY).removeprefix("egov:")
    country = given.get("country", "").removeprefix(PREFIXES["country"]).removeprefix("country:")
    language = _LANGUAGE.fullmatch(given.get("language") or "en")
    if class_name and class_name not in ENTITY_PREFIXES:
        raise RequestRefused(400, f"class names no class of the graph. Known: {', '.join(ENTITY_PREFIXES)}")
    if country and not _COUNTRY.fullmatch(country):
        raise RequestRefused(400, "country is a code of three letters, for example ISL")
    if language is None:
        raise RequestRefused(400, "language is a code such as en or es")
    limit = given.get("limit") or "20"
    if not limit.isascii() or not limit.isdecimal() or not 1 <= int(limit[:5]) <= _MOST:
        raise RequestRefused(400, f"limit is a number from 1 to {_MOST}")
    return SearchQuery(
        text=given["q"], class_name=class_name or None, country=country.upper() or None, limit=int(limit),
        language=language[1].lower(),
    )  # fmt: skip


__all__ = ["PATH", "asked", "search"]
