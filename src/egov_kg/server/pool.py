"""The workers of one build: forks, ends and replaces them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, Protocol

from egov_kg.errors import ServerNotStarted
from egov_kg.server.answering import Unanswered
from egov_kg.server.job import Job
from egov_kg.server.link import Link
from egov_kg.server.settings import ServerLimits
from egov_kg.server.source import SOURCE, Source
from egov_kg.server.starting import started

_PAUSE: Final = 1.0
"""Seconds until a worker is tried again that did not come up."""
_HARDLY: Final = 0.1
"""Seconds of a query that is asked again when its worker was killed."""
_TIMES: Final = 3
_IDLE: Final = 5.0
"""Seconds without a question after which a worker more than wanted is ended."""
_CAUSES: Final[Mapping[int, str]] = {signal.SIGSEGV: "depth", signal.SIGBUS: "depth", signal.SIGABRT: "memory"}
"""What it means when a signal that nobody sent ends a worker: its stack or its memory was used up."""


class Owner(Protocol):
    """Who gives the workers their work."""

    def has_free(self) -> None:
        """A worker waits for a question."""

    def give_again(self, job: Job) -> None:
        """A job has lost its worker."""

    def pool_lost(self, pool: Pool) -> None:
        """The nursery has died, and its workers with it."""

    def happened(self, event: str, detail: str = "") -> None:
        """Something that belongs into the log."""


class Pool:
    """A nursery and its workers; ``free`` are those that wait for a question, the one that answered last at the end."""

    def __init__(self, source: Source, limits: ServerLimits, owner: Owner) -> None:
        self.source = source
        self.stamp = source.stamp()
        self.quads: int | None = None
        """What the store holds; None for one on disk, where counting takes long."""
        self.free: list[Link] = []
        self.links: dict[int, Link] = {}
        self._limits = limits
        self._owner = owner
        self._loop = asyncio.get_running_loop()
        self._process: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._errors: asyncio.BaseTransport | None = None
        self._text = b""
        self._numbers = 0
        self._given = 0
        """How many questions were given to workers."""
        self._seen = 0
        self._closing = False
        self._started: asyncio.Future[None] = self._loop.create_future()
        self._unexplained: dict[int, Job] = {}
        self._signals: dict[int, int] = {}
        self._tasks: set[asyncio.Task[object]] = set()

    # ---- the nursery ----

    async def start(self) -> None:
        """Loads the store and forks the workers; raises ServerNotStarted with what is wrong."""
        try:
            await self._start_nursery()
            await self._started
        except BaseException:
            await self.close()
            raise

    async def _start_nursery(self) -> None:
        self._control, theirs = socket.socketpair()
        self._control.setblocking(False)
        with theirs:
            errors = await self._open_errors()
            try:
                self._process = await started(
                    "egov_kg.server.nursery", str(theirs.fileno()), str(self._limits.memory),
                    pass_fds=(theirs.fileno(),), stderr=errors, env={**os.environ, SOURCE: self.source.encode()},
                )  # fmt: skip
            finally:
                os.close(errors)
        self._loop.add_reader(self._control.fileno(), self._listen)

    async def close(self) -> None:
        """Ends all that is left of it."""
        self._closing = True
        self._disconnect()
        for link in list(self.links.values()):
            link.close()
        if self._process is not None:
            try:
                await asyncio.wait_for(self._process.wait(), _PAUSE)
            except TimeoutError:
                with suppress(ProcessLookupError):  # it may have ended just now
                    self._process.kill()
                await self._process.wait()
        for task in list(self._tasks):
            task.cancel()
        if self._errors is not None:
            self._errors.close()
            await asyncio.sleep(0)  # the loop closes it in its next round

    async def drain(self) -> None:
        """Lets the workers finish what they are at, and ends all."""
        self._closing = True
        for link in [*self.free, *(link for link in self.links.values() if not link.ready)]:
            link.close()
        self.free.clear()
        while any(link.job is not None for link in self.links.values()) or self._unexplained:
            await asyncio.sleep(0.05)
        await self.close()

    def _disconnect(self) -> None:
        if self._control is not None:
            self._loop.remove_reader(self._control.fileno())
            self._control.close()
            self._control = None

    def _listen(self) -> None:
        assert self._control is not None  # noqa: S101  # it is read while it is there
        try:
            data = self._control.recv(2**16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose_nursery()
            return
        *lines, self._text = (self._text + data).split(b"\n")
        for line in lines:
            word, *rest = json.loads(line)
            if word == "ready":
                self.quads = rest[0]
                self._fill()
            elif word == "failed":
                self._cannot_start(rest[0])
            else:
                self._died(*rest)

    def _lose_nursery(self) -> None:
        self._disconnect()
        for job in self._unexplained.values():
            self._explain(job, 0)
        self._unexplained.clear()
        self._cannot_start("the process that loads the store ended before it was done")
        if not self._closing:
            self._closing = True
            self._owner.pool_lost(self)

    def _cannot_start(self, reason: str) -> None:
        if not self._started.done():
            self._started.set_exception(ServerNotStarted(reason))

    def _order(self, order: str, link: Link) -> None:
        if self._control is not None:
            self._control.sendall(json.dumps([order, link.number]).encode() + b"\n")

    async def _open_errors(self) -> int:
        """Where the nursery and its workers may write what went wrong.

        A pipe of ours: a worker that is being killed may outlive the nursery and hold its end, which would keep the
        pipe of a subprocess open when the loop ends.
        """
        ours, theirs = os.pipe()
        reader = asyncio.StreamReader()
        self._errors, _ = await self._loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(ours, "rb")
        )
        self._spawn(self._listen_to_errors(reader))
        return theirs

    async def _listen_to_errors(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            self._owner.happened("worker-said", line.decode("utf-8", "replace").rstrip()[:500])

    def _spawn(self, work: object) -> None:
        task: asyncio.Task[object] = self._loop.create_task(work)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ---- the workers ----

    @property
    def has_room(self) -> bool:
        """Whether a question may be given to a worker now."""
        return bool(self.free) and sum(link.is_quick for link in self.links.values()) < self._limits.workers

    def give(self, job: Job) -> None:
        """Gives a question to a worker; only where there is room.

        It is the one that answered last: it has touched the memory that most queries need. A worker that is new shares
        it with the others until it writes there, as counting references does, and then takes several times as long.
        """
        self._given += 1
        link = self.free.pop()
        link.turn = self._given
        link.start(job)

    def was_asked(self) -> bool:
        """Whether a worker was given a question since this was asked last."""
        seen, self._seen = self._seen, self._given
        return seen != self._given

    def has_asked_others(self, link: Link) -> bool:
        """Whether another worker was given a question since this one was given its own."""
        return link.turn != self._given

    def _fill(self) -> None:
        """Forks workers until there are as many as wanted beside those with long queries."""
        if self._closing or self._control is None:
            return
        for _ in range(self._limits.workers - self._usable()):
            self._fork()

    def _usable(self) -> int:
        return sum(not (link.long or link.retires) for link in self.links.values())

    def tidy(self, now: float) -> None:
        """Ends a worker that stood in for one with a long query, and has had nothing to do for a while."""
        if self.free and self._usable() > self._limits.workers and now - self.free[0].idle_since > _IDLE:
            self.free.pop(0).close()

    def _fork(self) -> None:
        assert self._control is not None  # noqa: S101  # seen by _fill
        self._numbers += 1
        link = Link(self, self._numbers)
        self.links[link.number] = link
        ours, theirs = socket.socketpair()
        try:
            line = json.dumps(["fork", link.number]).encode() + b"\n"
            socket.send_fds(self._control, [line], [theirs.fileno()])
        finally:
            theirs.close()
        ours.setblocking(False)
        self._spawn(self._loop.create_unix_connection(lambda: link, sock=ours))

    def is_ready(self, link: Link) -> None:
        """A worker has opened the store."""
        if self._closing:
            link.close()
            return
        if not self._started.done():
            self._started.set_result(None)
        link.idle_since = self._loop.time()
        self.free.append(link)
        self._owner.has_free()

    def is_free(self, link: Link) -> None:
        """A worker has answered; those that give way or retire are replaced."""
        if link.polite or link.retires or self._closing:
            link.close()
            self._fill()
            return
        link.long = False
        link.idle_since = self._loop.time()
        self.free.append(link)
        self._owner.has_free()

    def is_lost(self, link: Link) -> None:
        """A worker is gone; its job waits for the nursery to say why."""
        self.links.pop(link.number, None)
        if link in self.free:
            self.free.remove(link)
        job, link.job = link.job, None
        if job is not None:
            job.link = None
            job.lasted = self._loop.time() - (job.began or 0.0)
            if link.number in self._signals or self._control is None:
                self._explain(job, self._signals.pop(link.number, 0))
            else:
                self._unexplained[link.number] = job
        self._signals.pop(link.number, None)
        if link.ready:
            self._fill()
        else:
            self._cannot_start(link.refused or "a worker ended before it had opened the store")
            self._loop.call_later(_PAUSE, self._fill)

    def make_long(self, link: Link) -> None:
        """Lets a query go on beside those that the workers are for: another worker takes the place of its own."""
        link.long = True
        self._fill()
        self._owner.has_free()

    def make_polite(self, link: Link) -> None:
        """Lets a query go on with what time the others leave; its worker cannot be made quick again."""
        link.polite = True
        self._order("nice", link)

    def make_last(self, link: Link) -> None:
        """Lets a query run only while no other wants to."""
        link.last = True
        self._order("idle", link)

    def hold(self, link: Link, *, held: bool) -> None:
        """Stops a worker, or lets it go on.

        One that runs only while no other wants to still takes the short times in which the others wait for each other
        (measured: a quarter to two thirds of a core, and half of the others' rate).
        """
        self._order("stop" if held else "go", link)

    def kill(self, link: Link, reason: Unanswered) -> None:
        """Ends a worker and with it its query."""
        job, link.job = link.job, None
        self._order("kill", link)
        link.close()
        if job is not None:
            job.link = None
            job.fail(reason)

    def _died(self, number: int, by: int) -> None:
        job = self._unexplained.pop(number, None)
        if job is not None:
            self._explain(job, by)
        elif number in self.links:
            self._signals[number] = by
        if by not in {0, signal.SIGKILL}:
            self._owner.happened("worker-died", signal.Signals(by).name)

    def _explain(self, job: Job, by: int) -> None:
        """Fails the job of a worker that died; one that it had hardly begun is given to another worker."""
        cause = _CAUSES.get(by, "died")
        if cause == "died" and not (job.streams or job.ended) and job.lasted < _HARDLY and job.again < _TIMES:
            job.again += 1
            self._owner.give_again(job)
        else:
            job.fail(Unanswered(cause))
