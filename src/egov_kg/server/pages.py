"""Pages for people, at the addresses of ``egov_kg.pages``, and the way to them from the addresses of things."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox
from starlette.types import Send

from egov_kg.errors import FrontEndMissing, RequestRefused
from egov_kg.frontend import asset
from egov_kg.pages.addresses import Addresses
from egov_kg.pages.language import LANGUAGES, messages, preferred_language
from egov_kg.pages.page import Context, Page
from egov_kg.pages.rendering import CONTENT_POLICY, Site, render
from egov_kg.server.answering import Unanswered
from egov_kg.server.media import preferred_encoding
from egov_kg.server.problems import refusal, title
from egov_kg.server.protocol import fields
from egov_kg.server.question import Question
from egov_kg.server.replies import send_bytes
from egov_kg.server.request import Request
from egov_kg.server.service import Service
from egov_kg.store import Result, Row, Solutions, result_of
from egov_kg.vocabulary import BASE

_ROWS: Final = 50_000
_BYTES: Final = 32 * 2**20
_MOST_ROWS: Final = 1_000_000
_MOST_BYTES: Final = 512 * 2**20
_PATIENCE: Final = 60.0
"""Of the few queries behind what is made once a build."""
_SMALL: Final = 1_000
_LEVEL: Final = 5
"""Bytes from which a page is compressed, and how hard."""
HTML: Final = "text/html"
_HEADERS: Final = (
    ("vary", "accept, accept-language, accept-encoding"),
    ("content-security-policy", CONTENT_POLICY),
    ("referrer-policy", "no-referrer"),
)


class AskService:
    """Asks the workers of a server, for a client of it."""

    def __init__(self, service: Service, request: Request) -> None:
        self._service = service
        self._client = service.client(request)

    async def __call__(self, sparql: str) -> Sequence[Row]:
        question = Question(text=sparql, base=BASE, rows=_ROWS, size=_BYTES)
        try:
            answer = await self._service.engine.read(question, client=self._client)
        except Unanswered as reason:
            raise refusal(reason, "", self._service.settings.limits) from reason
        found = result_of(ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON))
        if not isinstance(found, Solutions):
            raise TypeError("pages ask SELECT alone")
        return found.rows


class AnswerService:
    """Answers from a thread beside the event loop, for work that takes many queries, within limits of its own."""

    def __init__(self, service: Service, request: Request) -> None:
        self._service = service
        self._client = service.client(request)
        self._loop = asyncio.get_running_loop()

    def query(self, sparql: str) -> Result:
        """The answer to a SELECT; raises RequestRefused where it cannot be had in time."""
        question = Question(text=sparql, base=BASE, rows=_MOST_ROWS, size=_MOST_BYTES)
        reading = self._service.engine.read(question, client=self._client, timeout=_PATIENCE)
        try:
            answer = asyncio.run_coroutine_threadsafe(reading, self._loop).result()
        except Unanswered as reason:
            raise refusal(reason, "", self._service.settings.limits) from reason
        return result_of(ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON))


def answers(page: Page, language: str) -> Callable[[Service, Request, Send], Awaitable[None]]:
    """What answers at the address of a kind of page in a language."""

    async def answer(service: Service, request: Request, send: Send) -> None:
        context = _context(service, request, language)
        html = await page.make(context)
        if html is None:
            code = context.path.get("iso3", "")
            if code != code.upper():
                # Codes of countries are written in capitals; who types one is not turned away.
                rest = page.pattern.partition("{iso3}")[2]
                await redirect(send, f"{'../' * rest.count('/')}{code.upper()}{rest}", status=301)
                return
            raise RequestRefused(404, "the graph says nothing of this")
        await send_html(request, send, html)

    return answer


def _context(service: Service, request: Request, language: str) -> Context:
    form: dict[str, list[str]] = {}
    for name, value in fields(request.scope["query_string"]):
        form.setdefault(name, []).append(value)
    return Context(
        ask=AskService(service, request),
        site=site(request, language),
        answering=AnswerService(service, request),
        folder=service.engine.folder,
        path=request.scope["path_params"],
        form=form,
        remember=service.remembered,
    )


def site(request: Request, language: str) -> Site:
    """The site as the page at a request's path needs it."""
    return Site(language=language, addresses=Addresses(page=request.scope["path"].lstrip("/")), asset=_asset)


def _asset(name: str) -> str:
    try:
        return f"assets/{asset(name).name}"
    except FrontEndMissing:
        # Pages are read without style too; whoever looks for it is told why it is not there.
        return f"assets/{name}"


async def send_html(
    request: Request, send: Send, html: str, *, status: int = 200, headers: Sequence[tuple[str, str]] = ()
) -> None:
    """Sends a page, compressed where the client takes it."""
    listed = [*_HEADERS, *headers]
    data = html.encode("utf-8", "replace")
    if len(data) > _SMALL and preferred_encoding(request.header(b"accept-encoding"), ("gzip",)):
        # No time stands in it, so that the same page has the same bytes.
        data = await asyncio.to_thread(gzip.compress, data, _LEVEL, mtime=0)
        listed.append(("content-encoding", "gzip"))
    await send_bytes(send, f"{HTML}; charset=utf-8", data, status=status, headers=listed)


def problem_page(request: Request, refused: RequestRefused) -> str:
    """The page that says why there is no other."""
    first = str(request.scope["path"]).lstrip("/").partition("/")[0]
    language = first if first in LANGUAGES else language_of(request)
    return render("problem", site(request, language), status=refused.status, title=title(refused.status),
                  reason=messages(language)("no page") if refused.status == 404 else refused.reason)  # fmt: skip


async def start(service: Service, request: Request, send: Send) -> None:
    """Sends who comes to the root to the start page in a language of theirs."""
    del service
    await redirect(send, f"{language_of(request)}/", status=302)


def language_of(request: Request) -> str:
    """The language of ours that a client likes best."""
    return preferred_language(request.header(b"accept-language"))


async def redirect(send: Send, location: str, *, status: int = 303, headers: Sequence[tuple[str, str]] = ()) -> None:
    """Sends a client elsewhere; ``location`` may be relative."""
    listed = [("location", quote(location, safe="/#?&=+,:;@!$'()*~%")), ("vary", "accept, accept-language"), *headers]
    await send_bytes(send, "text/plain; charset=utf-8", b"", status=status, headers=listed)


__all__ = [
    "HTML", "LANGUAGES", "AskService", "answers", "language_of", "problem_page", "redirect", "send_html", "site",
    "start",
]  # fmt: skip
