"""The network page: who works with whom, as data that a script draws; without scripts the way to the same in words."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from egov_kg.pages.addresses import NETWORK, Addresses
from egov_kg.pages.asking import Ask
from egov_kg.pages.page import Context, Page, alone
from egov_kg.pages.rendering import Site, render
from egov_kg.store import Result, Row, Solutions
from egov_kg.vocabulary import entity_namespace

LEVELS: Final = ("country", "organisation", "agency")
USUAL: Final = "organisation"


class _Answering:
    """Answers the queries of a thread by those who answer the pages'."""

    def __init__(self, ask: Ask, loop: asyncio.AbstractEventLoop) -> None:
        self._ask = ask
        self._loop = loop

    def query(self, sparql: str) -> Result:
        asked: Coroutine[Any, Any, tuple[Row, ...]] = self._rows(sparql)
        return Solutions((), asyncio.run_coroutine_threadsafe(asked, self._loop).result())

    async def _rows(self, sparql: str) -> tuple[Row, ...]:
        return tuple(await self._ask(sparql))


async def network_data(ask: Ask, site: Site, level: str = USUAL) -> str:
    """What the page draws at a level of LEVELS, as JSON (``web/src/network/data.ts``); worked out in a thread."""
    answering = _Answering(ask, asyncio.get_running_loop())
    return await asyncio.to_thread(_work_out, answering, site, level)


def _work_out(answering: _Answering, site: Site, level: str) -> str:
    # networkx and numpy take their time to load: not before somebody looks at the network.
    from egov_kg.network import Choice, Level, make_network, read_ties  # noqa: PLC0415
    from egov_kg.network.exports.data import Addresses as Places  # noqa: PLC0415
    from egov_kg.network.exports.data import as_json  # noqa: PLC0415
    from egov_kg.network.presenting import Look, present  # noqa: PLC0415

    ties = read_ties(answering)
    network = make_network(ties, level=Level(level), choice=Choice(), follows=True)
    addresses, language = site.addresses, site.language
    places = Places(
        thing=lambda iri: addresses.to_thing(language, iri) or None,
        sentence=lambda one: _place(addresses, language, one.document, one.start, one.end),
    )
    return as_json(present(ties, network, Choice(), Look(language=language)), places).decode()


def _place(addresses: Addresses, language: str, document: str, start: int, end: int) -> str:
    return addresses.to_quote(language, entity_namespace("SourceDocument") + document, start, end)


def network_page(site: Site, data: str, level: str) -> str:
    """The HTML of the page around its data."""
    return render("network", site, data=data, level=level, levels=LEVELS)


async def _make(context: Context) -> str:
    return network_page(context.site, await network_data(context.ask, context.site), USUAL)


NETWORK_PAGE: Final[Page] = alone(NETWORK, _make)

__all__ = ["LEVELS", "NETWORK_PAGE", "USUAL", "network_data", "network_page"]
