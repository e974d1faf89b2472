"""The page of the cooperation network: what the script draws, and a table for those who have none."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any, Final

from markupsafe import Markup

from egov_kg.network import Level
from egov_kg.pages.asking import Ask
from egov_kg.pages.page import Context, Page
from egov_kg.pages.rendering import Site, render
from egov_kg.store import Answering
from egov_kg.vocabulary import PREFIXES

_ROWS: Final = 500
"""Ties in the table of the page without its script."""
_LEVELS: Final = (Level.ORGANISATION, Level.COUNTRY, Level.AGENCY)


def network_json(store: Answering, level: Level, site: Site) -> str:
    """The data that the script draws (``web/src/network/data.ts``), with addresses as the page needs them."""
    # networkx and numpy are loaded when the first network is drawn.
    from egov_kg.network import Choice, make_network, read_ties  # noqa: PLC0415
    from egov_kg.network.exports.data import Addresses, page_data  # noqa: PLC0415
    from egov_kg.network.presenting import present  # noqa: PLC0415

    ties = read_ties(store)
    network = make_network(ties, level=level)
    places = site.addresses
    addresses = Addresses(
        thing=lambda iri: places.to_thing(site.language, iri) or None,
        sentence=lambda one: places.to_quote(
            site.language, f"{PREFIXES['document']}{one.document}", one.start, one.end
        ),
    )  # fmt: skip
    data = page_data(present(ties, network, Choice()), addresses)
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


async def _page(context: Context, level: Level) -> str:
    text = await context.remember(
        f"network {level.value} {context.language}",
        lambda: asyncio.to_thread(network_json, context.answering, level, context.site),
    )
    return render(
        "network",
        context.site,
        data=Markup(text),  # noqa: S704  # JSON without the character that could end its element
        rows=_rows(json.loads(text), context.language),
        level=level.value,
        levels=[(one.value, _path(one)) for one in _LEVELS],
    )


def _rows(data: dict[str, Any], language: str) -> list[dict[str, Any]]:
    nodes = {node["id"]: node for node in data["nodes"]}

    def text(found: dict[str, str]) -> str:
        return found.get(language) or found.get("en") or next(iter(found.values()), "")

    return [
        {
            "source": text(nodes[edge["source"]]["label"]),
            "target": text(nodes[edge["target"]]["label"]),
            "kind": text(data["codes"]["kind"].get(edge["kind"], {})) or edge["kind"],
            "status": text(data["codes"]["status"].get(edge.get("status", ""), {})),
            "year": edge.get("year", ""),
            "href": edge.get("href"),
        }
        for edge in data["edges"][:_ROWS]
    ]


def _path(level: Level) -> str:
    return "network" if level is _LEVELS[0] else f"network/{level.value}"


def _of(level: Level) -> Page:
    async def make(context: Context) -> str:
        return await _page(context, level)

    async def every(ask: Ask) -> Sequence[str]:
        del ask
        return [_path(level)]

    return Page(pattern=_path(level), make=make, every=every)


NETWORK: Final = tuple(_of(level) for level in _LEVELS)

__all__ = ["NETWORK", "network_json"]
