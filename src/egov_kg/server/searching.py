"""Searches for the routes: has the index of names made for each build that is served, and asks the librarian."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Final

from egov_kg.errors import RequestRefused
from egov_kg.search import SearchQuery
from egov_kg.server.answering import Unanswered
from egov_kg.server.engine import Engine
from egov_kg.server.found import Answered
from egov_kg.server.indexing import INDEX
from egov_kg.server.journal import Journal
from egov_kg.server.problems import refusal
from egov_kg.server.settings import ServerLimits
from egov_kg.server.source import SOURCE, Source
from egov_kg.server.starting import started

_LOOK: Final = 0.2
"""Seconds from one look at what is served to the next."""
_AGAIN: Final = 30.0
"""Seconds until an index is tried again that could not be made."""
_LONGEST_LINE: Final = 16 * 2**20
_SHOWN: Final = 500


class Searching:
    """Searches by name; ``version`` is that of the build whose names are known, 0 while none are."""

    def __init__(self, engine: Engine, limits: ServerLimits, journal: Journal) -> None:
        self.version = 0
        self.things = 0
        """How many things can be found."""
        self._engine = engine
        self._limits = limits
        self._journal = journal
        self._clients: Counter[str] = Counter()
        self._librarian: _Librarian | None = None
        self._librarians: list[_Librarian] = []
        """That which answers, those that start and those that finish what they are at."""
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins to make the index, beside everything else."""
        self._task = asyncio.get_running_loop().create_task(self._keep())

    async def stop(self) -> None:
        """Ends what was started."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        for librarian in list(self._librarians):
            await self._end(librarian)

    async def search(self, query: SearchQuery, client: str) -> Answered:
        """What is found; raises RequestRefused where the names are not known yet or too much is asked."""
        librarian = self._librarian
        if librarian is None:
            raise RequestRefused(503, "the names are still being read. Search again in a moment", retry_after=2)
        with self._counted(client, librarian):
            try:
                return await asyncio.wait_for(librarian.ask(query), self._limits.timeout)
            except (ConnectionError, TimeoutError):
                raise RequestRefused(503, "the search was not answered. Try again", retry_after=2) from None

    @contextmanager
    def _counted(self, client: str, librarian: _Librarian) -> Iterator[None]:
        if self._clients[client] >= self._limits.per_client:
            raise refusal(Unanswered("client"), "", self._limits)
        if len(librarian.waiting) >= self._limits.queue + self._limits.workers:
            raise refusal(Unanswered("busy"), "", self._limits)
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]

    # ---- the index ----

    async def _keep(self) -> None:
        """Makes the index anew for each build that is served, and when the librarian has died."""
        while True:
            version = self._engine.version
            if self._librarian is not None and self._librarian.is_gone:
                self._journal.event("search-lost")
                await self._end(self._librarian)
                self._librarian, self.version = None, 0
            if version and version != self.version and not await self._renew(version):
                await asyncio.sleep(_AGAIN)
            await asyncio.sleep(_LOOK)

    async def _renew(self, version: int) -> bool:
        librarian = _Librarian()
        self._librarians.append(librarian)
        try:
            reason = await self._open(librarian)
        except (OSError, ValueError) as error:
            reason = str(error) or "the process that searches has ended"
        if reason:
            await self._end(librarian)
            self._journal.event("search-failed", detail=reason[-_SHOWN:])
            return False
        old, self._librarian, self.version = self._librarian, librarian, version
        self._journal.event("search-ready", detail=f"{self.things} things")
        if old is not None:
            await self._end(old, self._limits.timeout)
        return True

    async def _open(self, librarian: _Librarian) -> str:
        """Makes the index and has the librarian open it; returns what went wrong, nothing where it went well."""
        work = Path(tempfile.mkdtemp(prefix="egov-kg-search-"))
        try:
            reason = await _run("egov_kg.server.indexing", str(work), source=self._engine.source)
            if not reason:
                self.things = await librarian.open(work / INDEX, self._limits.workers)
            return reason
        finally:
            # The librarian has the files open; what it maps into memory stays until it ends, and nothing after it.
            await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)

    async def _end(self, librarian: _Librarian, patience: float = 0.0) -> None:
        await librarian.close(patience)
        self._librarians.remove(librarian)


async def _run(module: str, *arguments: str, source: Source) -> str:
    """Runs a program of ours; returns what went wrong, nothing where it went well."""
    process = await started(module, *arguments, stderr=subprocess.PIPE, env={**os.environ, SOURCE: source.encode()})
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):  # it may have ended just now
            process.kill()
        # Until the end of what it says, so that nothing of it is left open.
        await process.communicate()
        raise
    if process.returncode == 0:
        return ""
    return said.decode("utf-8", "replace").strip() or f"the process ended with {process.returncode}"


class _Librarian:
    """The process that searches, and what it was asked and has not answered."""

    def __init__(self) -> None:
        self.waiting: dict[int, asyncio.Future[Answered]] = {}
        self.is_gone = False
        self._numbers = count()
        self._process: asyncio.subprocess.Process | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self, folder: Path, threads: int) -> int:
        """Starts the process; returns how many things it knows. Raises OSError, ValueError where it does not start."""
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            self._process = await started(
                "egov_kg.server.librarian", str(theirs.fileno()), str(folder), str(threads),
                pass_fds=(theirs.fileno(),), stderr=subprocess.DEVNULL,
            )  # fmt: skip
        finally:
            theirs.close()
        reader, self._writer = await asyncio.open_unix_connection(sock=ours, limit=_LONGEST_LINE)
        things = int(await reader.readline())
        self._reading = asyncio.get_running_loop().create_task(self._read(reader))
        return things

    async def ask(self, query: SearchQuery) -> Answered:
        """The answer; raises ConnectionError where the process has ended."""
        if self._writer is None or self.is_gone:
            raise ConnectionError
        number = next(self._numbers)
        answer: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self.waiting[number] = answer
        try:
            self._writer.write(json.dumps([number, asdict(query)]).encode() + b"\n")
            return await answer
        finally:
            self.waiting.pop(number, None)

    async def close(self, patience: float = 0.0) -> None:
        """Ends the process when what was asked is answered, or the patience is over."""
        end = asyncio.get_running_loop().time() + patience
        while self.waiting and not self.is_gone and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.02)
        if self._reading is not None:
            self._reading.cancel()
        if self._writer is not None:
            self._writer.close()
        if self._process is not None:
            with suppress(ProcessLookupError):  # it may have ended by itself
                self._process.kill()
            await self._process.wait()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        with suppress(OSError):
            while line := await reader.readline():
                number, *found = line.split(b" ", 2)
                answer = self.waiting.get(int(number))
                if answer is None or answer.done():
                    continue
                if found:
                    answer.set_result(Answered(rows=int(found[0]), data=found[1]))
                else:
                    answer.set_exception(ConnectionError())
        self.is_gone = True
        for answer in self.waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError())


__all__ = ["Searching"]
