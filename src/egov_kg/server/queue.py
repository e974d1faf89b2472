"""The questions that wait for a worker: one after the other within a client, the clients in turn."""

from __future__ import annotations

from collections import Counter, deque

from egov_kg.server.answering import Unanswered
from egov_kg.server.job import Job


class Queue:
    """Waiting jobs, bounded in all and for each client; a client's running jobs count too."""

    def __init__(self, *, size: int, per_client: int) -> None:
        self._size = size
        self._per_client = per_client
        self._clients: dict[str, deque[Job]] = {}
        self._waiting = 0
        self._open: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._waiting

    def admit(self, client: str, *, at_once: bool) -> None:
        """Counts a client's job; raises Unanswered where there are too many, of all or of this client."""
        if self._open[client] >= self._per_client:
            raise Unanswered("client")
        if not at_once and self._waiting >= self._size:
            raise Unanswered("busy")
        self._open[client] += 1

    def leave(self, client: str) -> None:
        """Counts a client's job as done."""
        self._open[client] -= 1
        if self._open[client] <= 0:
            del self._open[client]

    def put(self, job: Job) -> None:
        """Lets a job wait behind those of its client."""
        self._clients.setdefault(job.client, deque()).append(job)
        self._waiting += 1

    def take(self) -> Job | None:
        """The next job: of the client that was served longest ago, the one that waits longest."""
        if not self._clients:
            return None
        client, jobs = next(iter(self._clients.items()))
        del self._clients[client]
        job = jobs.popleft()
        if jobs:
            self._clients[client] = jobs
        self._waiting -= 1
        return job

    def remove(self, job: Job) -> bool:
        """Takes a job out; False where it does not wait."""
        jobs = self._clients.get(job.client)
        if jobs is None or job not in jobs:
            return False
        jobs.remove(job)
        if not jobs:
            del self._clients[job.client]
        self._waiting -= 1
        return True

    def waiting(self) -> list[Job]:
        """All that wait."""
        return [job for jobs in self._clients.values() for job in jobs]
