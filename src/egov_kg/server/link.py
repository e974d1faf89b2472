"""The server's end of the connection to one worker."""

from __future__ import annotations

import asyncio
import json
from typing import Protocol, cast

from egov_kg.server.answering import Unanswered
from egov_kg.server.job import Job
from egov_kg.server.question import END, ERROR, FRAME, IS_GRAPH, READY, RETIRES


class Keeper(Protocol):
    """Who has workers: is told what becomes of each."""

    def is_ready(self, link: Link) -> None:
        """The worker has opened the store."""

    def is_free(self, link: Link) -> None:
        """The worker has answered; one that retires is gone soon."""

    def is_lost(self, link: Link) -> None:
        """The connection has ended."""

    def make_long(self, link: Link) -> None:
        """The worker's query runs on beside those that the workers are for."""

    def make_polite(self, link: Link) -> None:
        """The worker's query gives way to others from now on."""

    def make_last(self, link: Link) -> None:
        """The worker's query runs only while no other wants to."""

    def hold(self, link: Link, *, held: bool) -> None:
        """The worker is to stop where it is, or to go on."""

    def kill(self, link: Link, reason: Unanswered) -> None:
        """The worker is to end, and its query with it."""


class Link(asyncio.Protocol):
    """A worker, by its number: takes one job at a time and hands the frames of the answer on."""

    def __init__(self, keeper: Keeper, number: int) -> None:
        self.number = number
        self.job: Job | None = None
        self.ready = False
        self.long = False
        """Its query runs on beside those that the workers are for."""
        self.polite = False
        """It gives way to others."""
        self.idle_since = 0.0
        self.turn = 0
        """The number of its question among all that were given."""
        self.last = False
        """It runs only while no other wants to."""
        self.held = False
        """It stands still."""
        self.retires = False
        self.refused: str | None = None
        """Why the store could not be opened."""
        self._keeper = keeper
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._paused = False

    @property
    def is_quick(self) -> bool:
        """Whether it has a query that has not run for long."""
        return self.job is not None and not self.long

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # which uvloop's is not by its class

    def connection_lost(self, exc: Exception | None) -> None:
        self.retires = True
        self._keeper.is_lost(self)

    def start(self, job: Job) -> None:
        """Sends a question."""
        self.job, job.link = job, self
        job.began = job.loop.time()
        if self._transport is not None:
            self._transport.write(job.payload)

    def close(self) -> None:
        """Ends the connection; a worker that waits for a question ends with it."""
        self.retires = True
        if self._transport is not None:
            self._transport.abort()

    def kill(self, reason: Unanswered) -> None:
        """Ends the worker and its query."""
        self._keeper.kill(self, reason)

    def make_long(self) -> None:
        """Lets the query go on beside those that the workers are for."""
        self._keeper.make_long(self)

    def make_polite(self) -> None:
        """Lets the query give way to others."""
        self._keeper.make_polite(self)

    def make_last(self) -> None:
        """Lets the query go on only while nobody else wants to."""
        self._keeper.make_last(self)

    def hold(self, *, held: bool) -> None:
        """Stops the worker where it is, or lets it go on."""
        if held != self.held:
            self.held = held
            self._keeper.hold(self, held=held)

    def pause(self) -> None:
        """Lets the worker wait with its answer."""
        if self._transport is not None and not self._paused and not self._transport.is_closing():
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Lets the worker go on."""
        if self._transport is not None and self._paused and not self._transport.is_closing():
            self._paused = False
            self._transport.resume_reading()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while len(self._buffer) >= FRAME.size:
            kind, flags, rows, length = FRAME.unpack_from(self._buffer)
            end = FRAME.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[FRAME.size : end])
            del self._buffer[:end]
            self._take(kind, flags, rows, payload)

    def _take(self, kind: bytes, flags: int, rows: int, payload: bytes) -> None:
        if flags & RETIRES:
            self.retires = True
        if kind == READY:
            self.ready = True
            self._keeper.is_ready(self)
            return
        job = self.job
        if kind == ERROR:
            code, message = json.loads(payload)
            if code == "store":
                self.refused = message
            if job is not None:
                job.fail(Unanswered(code, message))
        elif job is not None:
            job.take(payload, graph=bool(flags & IS_GRAPH), rows=rows, last=kind == END)
        if kind not in {ERROR, END}:
            return
        self.resume()
        self.job = None
        if job is not None:
            job.link = None
            self._keeper.is_free(self)
