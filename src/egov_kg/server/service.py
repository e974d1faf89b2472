"""What the routes share: the settings, the engine, the log, and the address under which the server is known."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from egov_kg.search import SearchQuery, SearchResult
from egov_kg.server.engine import Engine
from egov_kg.server.found import Answered
from egov_kg.server.journal import Journal
from egov_kg.server.request import Request
from egov_kg.server.searching import Searching
from egov_kg.server.settings import ServerSettings

T = TypeVar("T")

_HOST: Final = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A running server, for its routes."""

    settings: ServerSettings
    engine: Engine
    journal: Journal
    searching: Searching
    _memory: dict[str, tuple[int, Any]] = field(default_factory=dict)

    async def remembered(self, name: str, work_out: Callable[[], Awaitable[T]]) -> T:
        """What was worked out under a name for the build that is served; worked out again for the next build."""
        version = self.engine.version
        known, value = self._memory.get(name, (0, None))
        if known == version:
            return value  # type: ignore[no-any-return]
        found = await work_out()
        self._memory[name] = (version, found)
        return found

    async def search(self, query: SearchQuery, *, client: str = "") -> SearchResult:
        """The things whose names fit a text.

        Raises RequestRefused with a status of HTTP: 503 while the names are still being read, 429 where ``client``,
        an address of `client`, asks too much at a time.
        """
        return (await self.searching.search(query, client)).result

    async def search_as_sent(self, query: SearchQuery, *, client: str = "") -> Answered:
        """The same as the JSON that is sent for it."""
        return await self.searching.search(query, client)

    def address(self, request: Request) -> str:
        """The public address of the server, with a slash at its end: ``--base``, else what the request names."""
        if self.settings.base:
            return self.settings.base
        host = request.header(b"host")
        if not _HOST.fullmatch(host):
            name, port = request.scope["server"] or ("localhost", None)
            host = name if port is None else f"{name}:{port}"
        return f"{request.scope['scheme']}://{host}/"

    def client(self, request: Request) -> str:
        """Who asks, as far as an address tells: behind a proxy of ours, whom the proxy names."""
        client = request.client
        if client not in self.settings.proxies:
            return client
        for named in reversed(request.header(b"x-forwarded-for").split(",")):
            if named.strip() and named.strip() not in self.settings.proxies:
                return named.strip()[:100]
        return client
