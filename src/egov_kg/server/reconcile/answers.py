"""The answers of the service, one function a route."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from starlette.types import Send

from egov_kg.decisions import class_of
from egov_kg.errors import RequestRefused
from egov_kg.search import SearchQuery
from egov_kg.server.protocol import FORM, fields
from egov_kg.server.reconcile.asking import MOST, USUAL, batch, batch_draft, extension, loaded
from egov_kg.server.reconcile.kinds import PROPERTIES, TYPES, identifier, type_of
from egov_kg.server.reconcile.manifests import manifest_02, manifest_10
from egov_kg.server.reconcile.matching import candidates
from egov_kg.server.reconcile.things import meta, page, values
from egov_kg.server.replies import send_bytes
from egov_kg.server.request import Request
from egov_kg.server.service import Service

_LONGEST: Final = 4 * 2**20
"""Bytes of a request."""
_CALLBACK: Final = re.compile(r"[A-Za-z_$][\w$.]{0,100}\Z")


async def manifest(service: Service, request: Request, send: Send) -> None:
    """Version 0.2: the manifest, or candidates for ``queries``, or values for ``extend``."""
    given = await _given(request)
    client = service.client(request)
    if "queries" in given:
        asked = batch(loaded(given["queries"]))
        found = {key: {"result": await candidates(service, client, query)} for key, query in asked.items()}
        await _send(send, given, found)
    elif "query" in given:  # of version 0.1: one query by itself
        text = given["query"]
        (query,) = batch({"q": loaded(text) if text.startswith("{") else text}).values()
        await _send(send, given, {"result": await candidates(service, client, query)})
    elif "extend" in given:
        wanted = extension(loaded(given["extend"]))
        found_values = await values(service, client, wanted.ids, wanted.properties)
        rows = {one: {name: found_values.get((one, name), []) for name in wanted.properties} for one in wanted.ids}
        await _send(send, given, {"meta": meta(wanted.properties), "rows": rows})
    else:
        await _send(send, given, manifest_02(service.address(request)))


async def manifest_draft(service: Service, request: Request, send: Send) -> None:
    """The manifest of the 1.0 draft."""
    await _send(send, {}, manifest_10(service.address(request)))


async def match_draft(service: Service, request: Request, send: Send) -> None:
    """Candidates, in the words of the 1.0 draft."""
    queries = batch_draft(loaded(await _body(request)))
    client = service.client(request)
    results = [{"candidates": [_draft(one) for one in await candidates(service, client, query)]} for query in queries]
    await _send(send, {}, {"results": results})


def _draft(candidate: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in candidate.items() if name != "description"}


async def extend_draft(service: Service, request: Request, send: Send) -> None:
    """Values of properties, in the words of the 1.0 draft."""
    wanted = extension(loaded(await _body(request)))
    found = await values(service, service.client(request), wanted.ids, wanted.properties)
    rows = [
        {"id": one, "properties": [{"id": name, "values": found.get((one, name), [])} for name in wanted.properties]}
        for one in wanted.ids
    ]
    await _send(send, {}, {"meta": meta(wanted.properties), "rows": rows})


async def extend_proposal(service: Service, request: Request, send: Send) -> None:
    """The properties that things of a type have."""
    given = await _given(request)
    wanted = type_of(given.get("type", ""))
    known = [one for one in PROPERTIES if not one.types or wanted is None or wanted in one.types]
    shown = [{"id": one.id, "name": one.name} for one in known[: _limit(given, len(known))]]
    await _send(send, given, {"properties": shown, **({"type": given["type"]} if given.get("type") else {})})


async def suggest_entity(service: Service, request: Request, send: Send) -> None:
    """Things whose names begin with what is typed."""
    given = await _given(request)
    limit, start = _limit(given, 10), int(given["cursor"]) if given.get("cursor", "").isdecimal() else 0
    text = given.get("prefix", "").strip()
    found = []
    if text:
        wanted = SearchQuery(text=text, class_name=type_of(given.get("type", "")), limit=min(limit + start, MOST))
        found = [one for one in (await service.search(wanted, client=service.client(request))).found
                 if class_of(one.iri) in TYPES][start : start + limit]  # fmt: skip
    shown = [
        {"id": identifier(one.iri), "name": one.label.text, "description": one.country or "",
         "notable": [{"id": one.class_name, "name": TYPES.get(one.class_name, one.class_name)}]}
        for one in found
    ]  # fmt: skip
    await _send(send, given, {"result": shown})


async def suggest_type(service: Service, request: Request, send: Send) -> None:
    """Types whose names hold what is typed."""
    given = await _given(request)
    await _send(send, given, {"result": _holding(given, list(TYPES.items()))})


async def suggest_property(service: Service, request: Request, send: Send) -> None:
    """Properties whose names hold what is typed."""
    given = await _given(request)
    await _send(send, given, {"result": _holding(given, [(one.id, one.name) for one in PROPERTIES])})


def _holding(given: dict[str, str], known: list[tuple[str, str]]) -> list[dict[str, str]]:
    text = given.get("prefix", "").strip().lower()
    found = [{"id": one, "name": name} for one, name in known if text in name.lower() or text in one.lower()]
    return found[: _limit(given, len(found))]


async def preview(service: Service, request: Request, send: Send) -> None:
    """A small page about a thing."""
    given = await _given(request)
    shown = await page(service, service.client(request), given.get("id", ""))
    if shown is None:
        raise RequestRefused(404, "nothing here has this identifier")
    await send_bytes(send, "text/html; charset=utf-8", shown.encode())


async def flyout(service: Service, request: Request, send: Send) -> None:
    """The same, as a piece of JSON."""
    given = await _given(request)
    shown = await page(service, service.client(request), given.get("id", ""))
    if shown is None:
        raise RequestRefused(404, "nothing here has this identifier")
    inner = shown.partition("<body>")[2].partition("</body>")[0]
    await _send(send, given, {"id": given["id"], "html": inner})


async def _given(request: Request) -> dict[str, str]:
    """The fields of the address and of a form; the first of each name."""
    found = fields(request.scope["query_string"])
    if request.method == "POST":
        if request.header(b"content-type").partition(";")[0].strip().lower() not in (FORM, ""):
            raise RequestRefused(415, f"this is sent as {FORM}")
        found += fields(await request.body(_LONGEST))
    return dict(reversed(found))


async def _body(request: Request) -> str:
    if request.method != "POST":
        raise RequestRefused(405, "this is asked with POST and JSON", headers=[("allow", "POST, OPTIONS")])
    try:
        return (await request.body(_LONGEST)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RequestRefused(400, "the request is not in UTF-8") from error


def _limit(given: dict[str, str], usual: int) -> int:
    text = given.get("limit", "")
    return min(int(text), MOST) if text.isascii() and text.isdecimal() and int(text[:6]) > 0 else usual or USUAL


async def _send(send: Send, given: dict[str, str], data: object) -> None:
    """Sends JSON, as a call of a function where a page asks for that (JSONP)."""
    text = json.dumps(data, ensure_ascii=False)
    callback = given.get("callback", "")
    if callback:
        if not _CALLBACK.match(callback):
            raise RequestRefused(400, "callback is no name of a function")
        text = f"/**/{callback}({json.dumps(data)});"
    media_type = "application/javascript; charset=utf-8" if callback else "application/json"
    await send_bytes(send, media_type, text.encode("utf-8", "replace"))
