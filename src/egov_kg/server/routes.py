"""What is answered where: one line a route."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from egov_kg.pages import PAGES
from egov_kg.pages.addresses import QUERY
from egov_kg.pages.language import LANGUAGES
from egov_kg.server import linked, reconcile
from egov_kg.server.assets import send_asset
from egov_kg.server.descriptions import catalog, void
from egov_kg.server.dumps import FOLDER, send_dump
from egov_kg.server.operations import health, metrics
from egov_kg.server.pages import answers, start
from egov_kg.server.query import answers_query, vocabulary
from egov_kg.server.request import Request
from egov_kg.server.search_page import PATH, search
from egov_kg.server.search_results import search_results
from egov_kg.server.service import Service

Page: TypeAlias = Callable[[Service, Request, Send], Awaitable[None]]
"""Answers a GET or HEAD request; raises RequestRefused where it has no answer."""

ROUTES: Final[Sequence[tuple[str, Page]]] = (
    ("/.well-known/void", void),
    ("/catalog", catalog),
    ("/" + FOLDER + "{name}", send_dump),
    ("/assets/{name}", send_asset),
    (PATH, search),
    ("/health", health),
    ("/metrics", metrics),
    ("/id/{kind}/{name}", linked.thing),
    ("/code/{scheme}", linked.thing),
    ("/code/{scheme}/{name}", linked.thing),
    ("/ontology", linked.ontology),
    ("/data/{path:path}", linked.data),
    ("/api/vocabulary", vocabulary),
    ("/", start),
    *((f"/{language}/search", search_results(language)) for language in LANGUAGES),
    *((f"/{language}/{QUERY}", answers_query(language)) for language in LANGUAGES),
    *((f"/{language}/{page.pattern}", answers(page, language)) for language in LANGUAGES for page in PAGES),
)
"""Paths as Starlette writes them, beside ``/sparql`` and those of reconciliation; the names in braces stand in the
scope's ``path_params``."""


def routes(service: Service) -> list[Route]:
    """The routes of a service."""
    read = [Route(path, _application(service, page), methods=["GET"]) for path, page in ROUTES]
    both = ["GET", "POST"]
    return [*read, *(Route(path, _application(service, page), methods=both) for path, page in reconcile.ROUTES)]


def _application(service: Service, page: Page) -> ASGIApp:
    class Application:
        """An application of ASGI and no function, so that Starlette lets it send as it likes."""

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            await page(service, Request(scope, receive), send)

    return Application()


__all__ = ["ROUTES", "Page", "routes"]
