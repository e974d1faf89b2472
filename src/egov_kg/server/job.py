"""A question that waits or is being answered, and what has come of its answer."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING, Final

from egov_kg.server.answering import Unanswered

if TYPE_CHECKING:
    from egov_kg.server.link import Link

HIGH: Final = 4 * 2**20
LOW: Final = 2**20
"""Bytes of an answer that wait for a slow client before the worker has to wait, and until it may go on."""


class Job:
    """A question on its way; ``began`` is None while it waits. Times are of the event loop's clock.

    ``arrival`` is the answer where it comes whole, and None where it comes in pieces; it raises Unanswered.
    """

    __slots__ = (
        "_arrived", "_failure", "_pieces", "_waiting", "again", "arrival", "began", "client", "ended", "graph",
        "lasted", "link", "loop", "on_slow", "payload", "rows", "streams", "submitted", "timeout",
    )  # fmt: skip

    def __init__(self, loop: asyncio.AbstractEventLoop, payload: bytes, client: str, timeout: float) -> None:
        self.loop = loop
        self.payload = payload
        self.client = client
        self.timeout = timeout
        self.submitted = loop.time()
        self.began: float | None = None
        self.lasted = 0.0
        self.again = 0
        """How often a worker died over it."""
        self.link: Link | None = None
        self.on_slow: Callable[[], None] | None = None
        self.arrival: asyncio.Future[bytes | None] = loop.create_future()
        self.graph = False
        self.rows = 0
        self.streams = False
        self.ended = False
        self._pieces: deque[bytes] = deque()
        self._waiting = 0
        self._failure: Unanswered | None = None
        self._arrived: asyncio.Future[None] | None = None

    async def pieces(self) -> AsyncIterator[bytes]:
        """The pieces of an answer that comes in pieces; raises Unanswered where it is cut."""
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._waiting -= len(piece)
                if self._waiting < LOW and self.link is not None:
                    self.link.resume()
                yield piece
            if self._failure is not None:
                raise self._failure
            if self.ended:
                return
            self._arrived = self.loop.create_future()
            await self._arrived

    def take(self, data: bytes, *, graph: bool, rows: int, last: bool) -> None:
        """Takes a frame of the answer."""
        self.graph, self.rows, self.ended = graph, rows, last
        if last and not self.streams:
            if not self.arrival.done():
                self.arrival.set_result(data)
            return
        self._pieces.append(data)
        self._waiting += len(data)
        if self._waiting > HIGH and self.link is not None and not last:
            self.link.pause()
        if not self.streams:
            self.streams = True
            if not self.arrival.done():
                self.arrival.set_result(None)
        self._wake()

    def is_slow(self) -> None:
        """Tells whoever asked, once, that the answer does not come at once."""
        told, self.on_slow = self.on_slow, None
        if told is not None:
            told()

    def fail(self, reason: Unanswered) -> None:
        """Ends the answer, or refuses it where nothing of it was sent."""
        if self.ended:
            return
        self.ended = True
        self._failure = reason
        if not self.arrival.done():
            self.arrival.set_exception(reason)
            self.arrival.exception()  # seen, also where nobody waits for it any more
        self._wake()

    def _wake(self) -> None:
        if self._arrived is not None and not self._arrived.done():
            self._arrived.set_result(None)
