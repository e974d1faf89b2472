"""The endpoint ``/sparql``: takes a request, has it answered by a worker, and sends the answer as it comes."""

from __future__ import annotations

import asyncio
import hashlib
from functools import lru_cache
from typing import Final

from starlette.types import Receive, Scope, Send

from egov_kg.errors import RequestRefused
from egov_kg.server import protocol
from egov_kg.server.answering import Unanswered
from egov_kg.server.http import SEND_WHOLE
from egov_kg.server.job import Job
from egov_kg.server.journal import Entry
from egov_kg.server.media import with_charset
from egov_kg.server.problems import refusal
from egov_kg.server.protocol import Acceptable, Asked
from egov_kg.server.replies import EVERYWHERE
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.server.service_description import service_description

PATHS: Final = frozenset({"/sparql", "/sparql/"})
_WHOLE: Final = 16 * 2**20
"""The longest answer for a client that cannot see where one was cut: HTTP/1.0 has no pieces."""


class Endpoint:
    """The SPARQL endpoint, as an application of ASGI."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method not in {"GET", "HEAD", "POST"}:
            raise RequestRefused(
                405, "a query is asked with GET or POST", headers=[("allow", protocol.ALLOWED)]
            )
        body = await request.body(self._service.settings.limits.request) if request.method == "POST" else b""
        content_type = request.header(b"content-type") if body or request.method == "POST" else ""
        asked = protocol.asked(request.method, scope["query_string"], content_type, body)
        if asked.text is None:
            await service_description(self._service, request, send)
            return
        entry: Entry = scope["egov_kg.entry"]
        entry.query = hashlib.sha256(asked.text.encode("utf-8", "replace")).hexdigest()[:16]
        await self._answer(asked, request, send, entry)

    async def _answer(self, asked: Asked, request: Request, send: Send, entry: Entry) -> None:
        accept = protocol.acceptable(request.header(b"accept"))
        limits = self._service.settings.limits
        base = self._service.address(request) + "sparql"
        text = asked.text or ""
        try:
            question = protocol.question(asked, accept, base, self._service.settings)
            job = self._service.engine.submit(question.encode(), self._service.client(request))
            try:
                await _send_answer(request, send, job, accept)
            finally:
                entry.rows = job.rows
                self._service.engine.release(job)
        except Unanswered as reason:
            entry.outcome = reason.code
            if reason.code in {"evaluation", "store", "unreachable"}:
                self._service.journal.event(reason.code, detail=reason.message[:500])
            raise refusal(reason, text, limits) from reason
        finally:
            if request.watcher is not None:
                request.watcher.cancel()


async def _send_answer(request: Request, send: Send, job: Job, accept: Acceptable) -> None:
    job.on_slow = lambda: _watch(request, job)
    whole = await job.arrival
    media_type = _media_type(job, accept)
    if whole is None and request.scope["http_version"] == "1.0":
        whole = await _gather(job)
    if whole is not None:
        await _send_whole(request.scope, send, media_type, whole)
        return
    _watch(request, job)
    await _send_pieces(send, media_type, job, head=request.method == "HEAD")


def _media_type(job: Job, accept: Acceptable) -> str:
    return with_charset((accept.graph if job.graph else accept.results) or "")


async def _send_whole(scope: Scope, send: Send, media_type: str, data: bytes) -> None:
    at_once = scope.get("extensions", {}).get(SEND_WHOLE)
    if at_once is not None and at_once(200, _head(media_type), data):
        entry: Entry = scope["egov_kg.entry"]
        entry.status, entry.size = 200, len(data)
        return
    headers = [
        (b"content-type", media_type.encode()), (b"content-length", str(len(data)).encode()), (b"vary", b"accept"),
    ]  # fmt: skip
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": data})


@lru_cache(maxsize=32)
def _head(media_type: str) -> bytes:
    return b"content-type: %b\r\nvary: accept\r\n" % media_type.encode() + EVERYWHERE


async def _send_pieces(send: Send, media_type: str, job: Job, *, head: bool) -> None:
    headers = [(b"content-type", media_type.encode()), (b"vary", b"accept")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    if not head:
        async for piece in job.pieces():
            await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _gather(job: Job) -> bytes:
    pieces, size = [], 0
    async for piece in job.pieces():
        pieces.append(piece)
        size += len(piece)
        if size > _WHOLE:
            raise RequestRefused(422, f"an answer of more than {_WHOLE} bytes is sent over HTTP/1.1 alone")
    return b"".join(pieces)


def _watch(request: Request, job: Job) -> None:
    """Has a query ended whose client leaves."""

    async def watch() -> None:
        await request.gone()
        job.fail(Unanswered("left"))

    if request.watcher is None:
        request.watcher = asyncio.get_running_loop().create_task(watch())
