"""The network page of a server: its data are worked out once a build, level and language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from starlette.types import Send

from egov_kg.errors import RequestRefused
from egov_kg.pages.network import LEVELS, USUAL, network_data, network_page
from egov_kg.server.pages import AskService, send_html, site
from egov_kg.server.request import Request
from egov_kg.server.service import Service


def answers_network(language: str) -> Callable[[Service, Request, Send], Awaitable[None]]:
    """What answers at the address of the network page in a language."""

    async def answer(service: Service, request: Request, send: Send) -> None:
        form = parse_qs(request.scope["query_string"].decode("latin-1"), max_num_fields=100)
        level = form.get("level", [USUAL])[-1]
        if level not in LEVELS:
            raise RequestRefused(404, f"the network has the levels {', '.join(LEVELS)}")
        place = site(request, language)
        ask = AskService(service, request)
        data = await service.remembered(f"network {level} {language}", lambda: network_data(ask, place, level))
        await send_html(send, network_page(place, data, level))

    return answer


__all__ = ["answers_network"]
