"""HTTP itself: uvicorn's protocol with bounds on how long a request takes to come and an answer to be fetched."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from egov_kg.server.settings import ServerLimits

SEND_WHOLE: Final = "egov_kg.send_whole"
_FAREWELL: Final = 2.0
"""Seconds for which a client that was refused may go on sending what nobody reads."""


class Config(uvicorn.Config):
    """uvicorn's settings, with our limits."""

    def __init__(self, app: ASGIApp, limits: ServerLimits) -> None:
        super().__init__(
            app, http=BoundedProtocol, ws="none", lifespan="off", log_config=None, access_log=False,
            server_header=False, proxy_headers=False, limit_concurrency=limits.connections,
            timeout_graceful_shutdown=round(limits.timeout) + 5, timeout_keep_alive=10,
        )  # fmt: skip
        self.limits = limits


class Corked(asyncio.Transport):
    """A transport that sends what is written in one go: an answer's head and its body are one call of the system."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._written: list[bytes | bytearray | memoryview] = []

    def write(self, data: bytes | bytearray | memoryview) -> None:
        if not self._written:
            self._loop.call_soon(self.flush)
        self._written.append(data)

    def flush(self) -> None:
        """Sends what was written."""
        if self._written:
            data = self._written[0] if len(self._written) == 1 else b"".join(self._written)
            self._written.clear()
            if not self._transport.is_closing():
                self._transport.write(data)

    def write_eof(self) -> None:
        self.flush()
        self._transport.write_eof()

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def get_extra_info(self, name: str, default: object = None) -> Any:  # noqa: ANN401  # asyncio's own type
        return self._transport.get_extra_info(name, default)

    def pause_reading(self) -> None:
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        self._transport.resume_reading()

    def close(self) -> None:
        self.flush()
        self._transport.close()

    def abort(self) -> None:
        self._written.clear()
        self._transport.abort()


class BoundedProtocol(HttpToolsProtocol):
    """A connection that is closed when its client takes too long, or sends a head without an end."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        assert isinstance(config, Config)  # noqa: S101  # ours
        self._limits = config.limits
        self._receiving_since: float | None = None
        self._stalled_since: float | None = None
        self._head: int | None = None
        self._refused_at: float | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(Corked(transport, self.loop))
        self._receiving_since = self.loop.time()

    def data_received(self, data: bytes) -> None:
        if self._refused_at is not None:
            return
        super().data_received(data)
        if self._head is not None:
            self._head += len(data)
            if self._head > self._limits.address * 2:
                self._refuse(431, b"the head of the request is too long\n")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._receiving_since = self.loop.time()
        self._head = 0

    def on_headers_complete(self) -> None:
        self._head = None
        if len(self.url) > self._limits.address:
            self._refuse(414, b"the address is too long. Send the query with POST\n")
        else:
            super().on_headers_complete()
            # An extension of ASGI, read by our endpoint alone: most answers are small and whole. It is bound to its own
            # request, which need not be the newest of the connection.
            self.scope["extensions"] = {SEND_WHOLE: partial(self.send_whole, self.cycle)}  # type: ignore[dict-item]

    def send_whole(self, cycle: RequestResponseCycle, status: int, headers: bytes, body: bytes) -> bool:
        """Sends an answer in one go, its headers written out; False where it has to go the usual way."""
        if cycle.response_started or cycle.disconnected or self.flow.write_paused or cycle.scope["method"] == "HEAD":
            return False
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        own = b"".join([b"%b: %b\r\n" % header for header in self.server_state.default_headers])
        end = b"content-length: %d\r\n\r\n" if cycle.keep_alive else b"connection: close\r\ncontent-length: %d\r\n\r\n"
        self.transport.write(b"".join([STATUS_LINE[status], own, headers, end % len(body), body]))
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True

    def on_body(self, body: bytes) -> None:
        if self._refused_at is None:
            super().on_body(body)

    def on_message_complete(self) -> None:
        self._receiving_since = None
        if self._refused_at is None:
            super().on_message_complete()

    def pause_writing(self) -> None:
        self._stalled_since = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        self._stalled_since = None
        super().resume_writing()

    def look_at_time(self, now: float) -> None:
        """Ends the connection if its client has taken too long."""
        if self._refused_at is not None:
            if now - self._refused_at > _FAREWELL:
                self.transport.abort()
        elif self._receiving_since is not None and now - self._receiving_since > self._limits.receiving:
            self._refuse(408, b"the request took too long to arrive\n")
        elif self._stalled_since is not None and now - self._stalled_since > self._limits.stalled:
            self.transport.abort()

    def _refuse(self, status: int, reason: bytes) -> None:
        started = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if not started and not self.transport.is_closing():
            head = b"content-type: text/plain; charset=utf-8\r\nconnection: close\r\ncontent-length: %d\r\n\r\n"
            self.transport.write(STATUS_LINE[status] + head % len(reason) + reason)
            self.transport.write_eof()
            # A connection closed on a client that still sends is reset, and what was said to it is lost.
            self._refused_at = self.loop.time()
        else:
            self.transport.close()
