"""Gives questions to workers, keeps the limits on time and number, and changes to a new build without a pause."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from itertools import count
from pathlib import Path
from typing import Final

from egov_kg.errors import EgovKgError
from egov_kg.server.answering import Unanswered
from egov_kg.server.job import Job
from egov_kg.server.journal import Journal
from egov_kg.server.link import Link
from egov_kg.server.pool import Pool
from egov_kg.server.question import Question
from egov_kg.server.queue import Queue
from egov_kg.server.settings import ServerLimits
from egov_kg.server.source import Elsewhere, Source, Stamp, locate

LONG: Final = 0.1
"""Seconds after which a query counts as long: another worker takes the place of its own."""
POLITE: Final = 0.5
"""Seconds after which a long query gives way to others."""
LAST: Final = 1.0
"""Seconds after which a long query runs only while nothing else wants to."""
TURN: Final = 5
"""While others ask, a long query that gives way runs for one look at the limits out of so many."""
HINDERS: Final = 1.0
"""Seconds after which a query is ended that others wait for, where as many long ones run as may."""
_TICK: Final = 0.05
_WATCH: Final = 1.0


class Engine:
    """Answers questions about the build in a folder, or of a store elsewhere; ``folder`` is None without a build."""

    def __init__(
        self, folder: Path | None, limits: ServerLimits, journal: Journal, elsewhere: Elsewhere | None = None
    ) -> None:
        self.folder = folder
        self._elsewhere = elsewhere
        self._reachable = True
        self.limits = limits
        self.version = 0
        """Counts the builds that were served."""
        self._journal = journal
        self._pool: Pool | None = None
        self._pools: list[Pool] = []
        """That which answers, and those that finish what they are at."""
        self._queue = Queue(size=limits.queue, per_client=limits.per_client)
        self._tasks: set[asyncio.Task[None]] = set()
        self._changing = asyncio.Lock()
        self._stopped = False

    # ---- questions ----

    def submit(self, payload: bytes, client: str, timeout: float | None = None) -> Job:
        """The job of an encoded question, which its caller releases; raises Unanswered where it may not even wait."""
        pool = self._pool
        at_once = pool is not None and pool.has_room
        self._queue.admit(client, at_once=at_once)
        job = Job(asyncio.get_running_loop(), payload, client, self.limits.timeout if timeout is None else timeout)
        if pool is not None and at_once and not self._queue:
            pool.give(job)
        else:
            self._queue.put(job)
            self.has_free()
        return job

    def release(self, job: Job) -> None:
        """Ends a job: nobody waits for more of its answer."""
        self._queue.leave(job.client)
        if job.link is not None:
            job.link.kill(Unanswered("left"))
        elif job.began is None:
            self._queue.remove(job)
        job.fail(Unanswered("left"))

    async def read(self, question: Question, *, client: str, timeout: float | None = None) -> bytes:
        """The whole answer; raises Unanswered."""
        job = self.submit(question.encode(), client, timeout)
        try:
            whole = await job.arrival
            return whole if whole is not None else b"".join([piece async for piece in job.pieces()])
        finally:
            self.release(job)

    # ---- workers ----

    def has_free(self) -> None:
        """Gives what waits to the workers that wait."""
        pool = self._pool
        while self._queue and pool is not None and pool.has_room:
            job = self._queue.take()
            if job is None:
                return
            pool.give(job)

    def give_again(self, job: Job) -> None:
        """Lets a job wait again, whose worker died."""
        job.began = None
        self._queue.put(job)
        self.has_free()

    def happened(self, event: str, detail: str = "") -> None:
        """Writes what happened to a worker into the log."""
        self._journal.event(event, detail=detail)

    def pool_lost(self, pool: Pool) -> None:
        """Loads the store again when the process that held it has died."""
        self._journal.event("store-lost")
        if pool is self._pool:
            self._pool = None
            self._spawn(self._drain(pool))
            self._spawn(self._replace_lost())

    async def _replace_lost(self) -> None:
        while self._pool is None and not self._stopped:
            await self.reload()
            if self._pool is None:
                await asyncio.sleep(_WATCH)

    # ---- builds ----

    async def start(self) -> None:
        """Loads the build; raises BuildNotFound, ServerNotStarted."""
        await self._change()
        self._spawn(self._keep_limits())
        self._spawn(self._watch() if self._elsewhere is None else self._probe(self._elsewhere))

    async def reload(self) -> None:
        """Changes to the build that is in the folder now; goes on with the old one where that fails."""
        try:
            await self._change()
        except (EgovKgError, OSError) as error:
            self._journal.event("reload-failed", detail=str(error))

    def reload_soon(self) -> None:
        """Has the build loaded again."""
        self._spawn(self.reload())

    async def stop(self) -> None:
        """Ends all workers."""
        self._stopped = True
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for pool in list(self._pools):
            await pool.close()

    async def _change(self) -> None:
        async with self._changing:
            pool = Pool(self.source, self.limits, self)
            await pool.start()
            old, self._pool = self._pool, pool
            self._pools.append(pool)
            self.version += 1
            self._journal.event("loaded", detail=self.state)
            self.has_free()
        if old is not None:
            self._spawn(self._drain(old))

    async def _drain(self, pool: Pool) -> None:
        await pool.drain()
        self._pools.remove(pool)

    async def _watch(self) -> None:
        """Reloads when the files of the build have changed and stayed so from one look to the next."""
        seen: Stamp = ()
        while True:
            await asyncio.sleep(_WATCH)
            pool = self._pool
            if pool is None:
                continue
            try:
                stamp = self.source.stamp()
            except (EgovKgError, OSError):
                continue
            if stamp and stamp != pool.stamp:
                if stamp == seen:
                    pool.stamp = stamp
                    await self.reload()
                seen = stamp

    async def _probe(self, elsewhere: Elsewhere) -> None:
        """Looks whether the store elsewhere answers."""
        from egov_kg.server.forwarding import answers  # noqa: PLC0415  # a build needs no client of HTTP

        while True:
            await asyncio.sleep(_WATCH)
            reachable = await asyncio.to_thread(answers, elsewhere)
            if reachable != self._reachable:
                self._reachable = reachable
                self._journal.event("store-answers" if reachable else "store-silent")

    # ---- limits ----

    async def _keep_limits(self) -> None:
        for look in count():
            await asyncio.sleep(_TICK)
            self._journal.flush()
            now = asyncio.get_running_loop().time()
            for job in self._queue.waiting():
                self._keep_waiting(job, now)
            for pool in self._pools:
                pool.tidy(now)
                waits = pool.was_asked() and look % TURN != 0
                for link in list(pool.links.values()):
                    if link.job is not None:
                        self._keep_running(pool, link, link.job, now)
                    if link.polite:
                        link.hold(held=waits)

    def _keep_waiting(self, job: Job, now: float) -> None:
        if now - job.submitted > job.timeout and self._queue.remove(job):
            job.fail(Unanswered("busy"))
        elif now - job.submitted > LONG:
            job.is_slow()

    def _keep_running(self, pool: Pool, link: Link, job: Job, now: float) -> None:
        took = now - (job.began or now)
        if took > job.timeout:
            link.kill(Unanswered("timeout"))
        elif took > LONG:
            job.is_slow()
            if link.long:
                # Alone, it hinders nobody, and its worker is one to keep: it has made the memory it needs its own.
                if took > POLITE and not link.polite and pool.has_asked_others(link):
                    link.make_polite()
                if took > LAST and link.polite and not link.last:
                    link.make_last()
                return
            if sum(other.long for other in pool.links.values()) < self.limits.workers:
                link.make_long()
            elif took > HINDERS and len(self._queue):
                link.kill(Unanswered("hinders"))

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ---- what is seen from outside ----

    @property
    def ready(self) -> bool:
        """Whether a worker lives, and the store answers where it is elsewhere."""
        return self._reachable and self._pool is not None and any(link.ready for link in self._pool.links.values())

    @property
    def source(self) -> Source:
        """What is served; raises BuildNotFound."""
        if self._elsewhere is not None or self.folder is None:
            return Source(build=self.folder, elsewhere=self._elsewhere)
        return locate(self.folder)

    @property
    def state(self) -> str:
        """What is served, for people."""
        if self._elsewhere is not None:
            return "a store elsewhere"
        return "a store on disk" if self.quads is None else f"{self.quads} quads in memory"

    @property
    def quads(self) -> int | None:
        """What the store holds; None for one on disk."""
        return None if self._pool is None else self._pool.quads

    def load(self) -> Mapping[str, int]:
        """How many workers there are, how many answer, and how many questions wait."""
        links = [link for pool in self._pools for link in pool.links.values()]
        return {
            "workers": len(links),
            "workers_busy": sum(link.job is not None for link in links),
            "workers_long": sum(link.long for link in links),
            "waiting": len(self._queue),
        }
