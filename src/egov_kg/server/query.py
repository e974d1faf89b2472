"""The query page of a server, and what its editor completes from."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Final
from urllib.parse import parse_qs

import pyoxigraph as ox
from starlette.types import Send

from egov_kg.pages.query import Asked, Shown, asked, query_page
from egov_kg.pages.terms import vocabulary_document
from egov_kg.server.answering import Unanswered
from egov_kg.server.media import preferred_encoding
from egov_kg.server.pages import send_html, site
from egov_kg.server.problems import refusal
from egov_kg.server.question import Question
from egov_kg.server.replies import send_bytes
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.store import Solutions, result_of

_ROWS: Final = 2_000
_BYTES: Final = 4 * 2**20
"""Of an answer that stands in the page itself, for browsers without scripts."""


def answers_query(language: str) -> Callable[[Service, Request, Send], Awaitable[None]]:
    """What answers at the address of the query page in a language."""

    async def answer(service: Service, request: Request, send: Send) -> None:
        form = parse_qs(request.scope["query_string"].decode("latin-1"), max_num_fields=100)
        question = asked(form, language)
        shown = await _shown(service, request, question) if question.run else None
        await send_html(request, send, query_page(site(request, language), question, shown))

    return answer


async def _shown(service: Service, request: Request, question: Asked) -> Shown:
    limits = service.settings.limits
    asking = Question(
        text=question.text, base=service.address(request) + "sparql", services=tuple(sorted(service.settings.services)),
        rows=min(_ROWS, limits.rows), size=min(_BYTES, limits.result),
    )  # fmt: skip
    try:
        data = await service.engine.read(asking, client=service.client(request))
    except Unanswered as reason:
        refused = refusal(reason, question.text, limits)
        return Shown(problem=refused.reason)
    except UnicodeEncodeError:
        return Shown(problem="the query holds half a character")
    if not data.startswith(b'{"head"'):
        return Shown(turtle=data.decode("utf-8"))
    found = result_of(ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON))
    if isinstance(found, Solutions):
        return Shown(columns=found.variables, rows=found.rows)
    return Shown(truth=bool(found))


async def vocabulary(service: Service, request: Request, send: Send) -> None:
    """Sends the names of the ontology, with what they mean, to be kept until they change."""
    del service
    plain, zipped, tag = _vocabulary()
    headers = [("etag", tag), ("cache-control", "no-cache"), ("vary", "accept-encoding")]
    if request.header(b"if-none-match") == tag:
        raw = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers]
        await send({"type": "http.response.start", "status": 304, "headers": raw})
        await send({"type": "http.response.body", "body": b""})
        return
    encoding = preferred_encoding(request.header(b"accept-encoding"), ("gzip",))
    if encoding:
        headers.append(("content-encoding", encoding))
    await send_bytes(send, "application/json", zipped if encoding else plain, headers=headers)


@cache
def _vocabulary() -> tuple[bytes, bytes, str]:
    """The document, the same compressed, and its entity tag (of both: a weak one)."""
    data = json.dumps(vocabulary_document(), ensure_ascii=False, separators=(",", ":")).encode()
    return data, gzip.compress(data, mtime=0), f'W/"{hashlib.sha256(data).hexdigest()[:16]}"'


__all__ = ["answers_query", "vocabulary"]
