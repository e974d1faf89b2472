"""What a person chooses for a server, and the limits that hold where nothing is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLimits:
    """How much one request may take; sizes in bytes, times in seconds."""

    timeout: float = 10.0
    """From the start of a query to the last byte of its answer."""
    rows: int = 100_000
    """Solutions or triples of an answer."""
    result: int = 64 * MEBIBYTE
    request: int = MEBIBYTE
    memory: int = 1024 * MEBIBYTE
    """What a worker may take beside the store."""
    workers: int = 2
    """Queries answered at a time; as many more may run on while they are long."""
    queue: int = 100
    """Queries that wait for a worker."""
    per_client: int = 32
    """Queries of one address, running and waiting."""
    connections: int = 1_000
    address: int = 64 * 1024
    """The longest address with its query, and the longest head of a request."""
    receiving: float = 20.0
    """How long a request may take to arrive."""
    stalled: float = 60.0
    """How long a client may leave what was sent to it unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What a server serves, where, and for whom; ``base`` is its public address and ends with a slash."""

    base: str | None = None
    services: frozenset[str] = frozenset()
    """The addresses that a query may call with SERVICE."""
    tokens: frozenset[str] = frozenset()
    """Whoever asks must know one of them; nobody is asked where there is none."""
    proxies: frozenset[str] = frozenset()
    """The addresses whose word is taken for where a request came from."""
    limits: ServerLimits = ServerLimits()
