"""The page of what was found, for people; ``/api/search`` is the same for machines."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from urllib.parse import urlencode

from starlette.types import Send

from egov_kg.pages.labels import labels_of
from egov_kg.pages.rendering import render
from egov_kg.search import SearchQuery
from egov_kg.server.pages import AskService, send_html, site
from egov_kg.server.request import Request
from egov_kg.server.search_page import asked
from egov_kg.server.service import Service
from egov_kg.vocabulary import ONTOLOGY, PREFIXES


def search_results(language: str) -> Callable[[Service, Request, Send], Awaitable[None]]:
    """What answers a search in a language; without words it shows the form alone."""

    async def answer(service: Service, request: Request, send: Send) -> None:
        query_string = request.scope["query_string"] or b"q="
        query = replace(asked(query_string), language=language)
        result = await service.search(query, client=service.client(request)) if query.text.strip() else None
        countries = [PREFIXES["country"] + one.value for one in result.countries] if result else []
        labels = await labels_of(AskService(service, request), countries, language)
        html = render(
            "search",
            site(request, language),
            query=query,
            result=result,
            labels=labels,
            country_iri=lambda iso3: PREFIXES["country"] + iso3,
            class_iri=lambda name: ONTOLOGY + name,
            narrowed=lambda **wanted: _address(query, **wanted),
        )
        await send_html(request, send, html)

    return answer


def _address(query: SearchQuery, **wanted: str | None) -> str:
    """The query of the address of the same search, narrowed."""
    fields = {"q": query.text, "class": query.class_name, "country": query.country, **wanted}
    return "?" + urlencode({name: value for name, value in fields.items() if value})


__all__ = ["search_results"]
