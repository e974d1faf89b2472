"""A request as the routes see it."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import Receive, Scope

from egov_kg.errors import RequestRefused

_SWALLOWED: Final = 64 * 2**20
"""Bytes of a body too long that are read and thrown away, so that the client gets to read why."""


class Request:
    """Method, headers, body and sender of a request."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.watcher: asyncio.Task[None] | None = None
        self._receive = receive

    @property
    def client(self) -> str:
        """The address that the request came from."""
        client = self.scope["client"]
        return client[0] if client else ""

    def header(self, name: bytes) -> str:
        """A header by its name in lower case, several joined by commas; empty where there is none."""
        found = [value.decode("latin-1") for known, value in self.scope["headers"] if known == name]
        return found[0] if len(found) == 1 else ", ".join(found)

    async def body(self, limit: int) -> bytes:
        """The body; raises RequestRefused for one that is longer than the limit or compressed."""
        if self.header(b"content-encoding").lower() not in {"", "identity"}:
            raise RequestRefused(415, "the request's body may not be compressed")
        parts: list[bytes] = []
        size, more = 0, True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise RequestRefused(499, "the client has left")
            part = message.get("body", b"")
            size += len(part)
            if size <= limit:
                parts.append(part)
            elif size > _SWALLOWED:
                break
            more = message.get("more_body", False)
        if size > limit:
            raise RequestRefused(
                413, f"the request's body is longer than {limit} bytes", headers=[("connection", "close")]
            )
        return b"".join(parts)

    async def gone(self) -> None:
        """Waits until the client has left."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
