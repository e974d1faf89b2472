"""The whole application: who may ask, what goes with every answer, the log, and what is said instead of an answer."""

from __future__ import annotations

import base64
import binascii
import hmac
import traceback
from collections.abc import MutableMapping
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.routing import Router
from starlette.types import Receive, Scope, Send

from egov_kg.errors import RequestRefused
from egov_kg.server.endpoint import PATHS, Endpoint
from egov_kg.server.journal import Entry
from egov_kg.server.pages import problem_page, send_html
from egov_kg.server.protocol import ALLOWED
from egov_kg.server.replies import EVERYWHERE, send_problem
from egov_kg.server.request import Request
from egov_kg.server.routes import routes
from egov_kg.server.service import Service

_OPEN: Final = frozenset({"/health"})
"""What needs no token: it says nothing of the data."""
_EVERYWHERE: Final = tuple(tuple(line.split(b": ")) for line in EVERYWHERE.splitlines())
_PREFLIGHT: Final = (
    (b"access-control-allow-methods", ALLOWED.encode()),
    (b"access-control-allow-headers", b"accept, authorization, content-type, range, if-none-match"),
    (b"access-control-max-age", b"86400"),
    (b"allow", ALLOWED.encode()),
    (b"content-length", b"0"),
)
_EXPOSED: Final = (b"access-control-expose-headers", b"etag, content-range, retry-after, link")
_LONGEST_PATH: Final = 200


class Cut(Exception):
    """An answer that ends before its end; the connection is closed so that the client sees it."""


class Application:
    """The application of ASGI that is served."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._endpoint = Endpoint(service)
        self._router = Router(routes=routes(service), redirect_slashes=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        entry = Entry(scope["method"], scope["path"][:_LONGEST_PATH])
        scope["egov_kg.entry"] = entry

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
                message["headers"] = [*message["headers"], *_EVERYWHERE]
            else:
                entry.size += len(message.get("body", b""))
            await send(message)

        try:
            await self._answer(scope, receive, sending, entry)
        finally:
            self._service.journal.request(entry)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, entry: Entry) -> None:
        try:
            await self._dispatch(scope, receive, send)
            return
        except RequestRefused as error:
            refused = error
            if entry.outcome == "ok":
                entry.outcome = "refused"
        except HTTPException as error:
            refused = RequestRefused(error.status_code, _SENTENCES.get(error.status_code, error.detail),
                                     headers=list((error.headers or {}).items()))  # fmt: skip
            entry.outcome = "refused"
        except Exception:  # noqa: BLE001  # one bad request must not end the server; the log says what happened
            refused = RequestRefused(500, "something went wrong inside the server")
            entry.outcome = "error"
            self._service.journal.event("error", detail=traceback.format_exc(limit=-4))
        if entry.status:
            entry.outcome = f"cut-{entry.outcome}"
            raise Cut(refused.reason)
        await self._say_why(Request(scope, receive), send, refused)

    async def _say_why(self, request: Request, send: Send, refused: RequestRefused) -> None:
        accept = request.header(b"accept")
        if "text/html" in accept and request.scope["path"] not in PATHS:
            page = problem_page(request, refused)
            await send_html(request, send, page, status=refused.status, headers=refused.headers)
        else:
            await send_problem(send, refused, accept)

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        if scope["method"] == "OPTIONS":
            await send({"type": "http.response.start", "status": 204, "headers": list(_PREFLIGHT)})
            await send({"type": "http.response.body", "body": b""})
            return
        if self._service.settings.tokens and path not in _OPEN:
            _check_token(Request(scope, receive).header(b"authorization"), self._service.settings.tokens)
        if path in PATHS:
            await self._endpoint(scope, receive, send)
        else:
            scope["app"] = self  # without it Starlette answers what it does not know itself
            await self._router(scope, receive, send)


_SENTENCES: Final = {
    404: "there is nothing here. Queries go to /sparql; /catalog lists the rest",
    405: "this is read with GET",
}


def _check_token(authorization: str, tokens: frozenset[str]) -> None:
    """Raises RequestRefused where neither ``Bearer TOKEN`` nor the password of ``Basic`` is a token."""
    scheme, _, given = authorization.partition(" ")
    given = given.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            given = ""
    elif scheme.lower() != "bearer":
        given = ""
    # Every token is looked at, so that the time taken does not tell which was nearly right.
    if not max([hmac.compare_digest(given.encode(), token.encode()) for token in tokens]):
        raise RequestRefused(
            401, "this server answers whoever has its token: Authorization: Bearer TOKEN",
            headers=[("www-authenticate", 'Bearer realm="egov-kg", Basic realm="egov-kg"')],
        )  # fmt: skip
