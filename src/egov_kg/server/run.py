"""Runs a server until it is told to stop: SIGTERM and SIGINT end it in good order, SIGHUP reloads the build."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Final

import uvicorn
import uvloop

from egov_kg.server.app import Application
from egov_kg.server.engine import Engine
from egov_kg.server.http import BoundedProtocol, Config
from egov_kg.server.journal import Journal
from egov_kg.server.searching import Searching
from egov_kg.server.service import Service
from egov_kg.server.settings import ServerSettings
from egov_kg.server.source import Served

_GARBAGE: Final = (20_000, 20, 20)
"""What a request leaves is freed without looking for circles; they are looked for once in some hundred requests."""


def run(
    served: Served, settings: ServerSettings, listener: socket.socket, *, log: bool, when_ready: Callable[[str], None]
) -> None:
    """Serves a build, a store or a store elsewhere on a socket that listens; ``when_ready`` is told its state.

    Returns when the server was stopped; raises BuildNotFound, ServerNotStarted.
    """
    uvloop.run(_serve(served, settings, listener, Journal(sys.stderr if log else None), when_ready))


async def _serve(
    served: Served,
    settings: ServerSettings,
    listener: socket.socket,
    journal: Journal,
    when_ready: Callable[[str], None],
) -> None:
    # Whatever goes wrong stands in our own log already, without the lines of a program's inside.
    logging.getLogger("uvicorn").addHandler(logging.NullHandler())
    logging.getLogger("uvicorn").propagate = False
    engine = Engine(served.folder, settings.limits, journal, served.elsewhere)
    searching = Searching(engine, settings.limits, journal)
    service = Service(settings=settings, engine=engine, journal=journal, searching=searching)
    server = _Server(Config(Application(service), settings.limits))
    stopped = server.stop_on_signals()
    starting = asyncio.ensure_future(engine.start())
    try:
        await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.wait({starting})
            return
        starting.result()
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, engine.reload_soon)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_GARBAGE)
        searching.start()
        when_ready(engine.state)
        await server.serve(sockets=[listener])
    finally:
        await searching.stop()
        await engine.stop()
        journal.event("stopped")
        journal.flush()


class _Server(uvicorn.Server):
    """uvicorn's server; it looks at its connections' time, and a signal to stop is no failure."""

    def stop_on_signals(self) -> asyncio.Future[None]:
        """Stops in good order on SIGTERM and SIGINT, at once on a second one; the future is done with the first."""
        loop = asyncio.get_running_loop()
        told: asyncio.Future[None] = loop.create_future()

        def stop() -> None:
            self.force_exit = self.should_exit
            self.should_exit = True
            if not told.done():
                told.set_result(None)

        for one in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(one, stop)
        return told

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def on_tick(self, counter: int) -> bool:
        if counter % 10 == 0:
            now = asyncio.get_running_loop().time()
            for connection in list(self.server_state.connections):
                if isinstance(connection, BoundedProtocol):
                    connection.look_at_time(now)
        return await super().on_tick(counter)
