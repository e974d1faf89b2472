"""What services of the Reconciliation API are asked: names with type and properties, and those of what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from egov_kg.catalogues.fetching import Fetcher
from egov_kg.catalogues.model import Page
from egov_kg.catalogues.values import items, json_of, plain
from egov_kg.errors import RemoteError

FORM: Final = "application/x-www-form-urlencoded"
KNOWN: Final = ("country", "url")
"""What of a thing can be told to a service, and asked of it."""
_EXTENDED: Final = 50
"""Things in one request for their properties."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A service as a person names it: its address, the type of things wanted, and its properties for those of KNOWN.

    Written as ``https://wikidata.example/api type=Q327333 country=P17 url=P856``.
    """

    address: str
    type: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, named: str) -> Service:
        """The service that a text names."""
        address, *more = named.split()
        said = dict(one.split("=", 1) for one in more if "=" in one)
        properties: dict[str, str] = {name: said[name] for name in KNOWN if name in said}
        return cls(address=address, type=said.get("type", ""), properties=MappingProxyType(properties))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A name to be found, and what is known of KNOWN beside it."""

    name: str
    known: Mapping[str, str] = field(default_factory=dict)


def answered(page: Page) -> Mapping[str, Any]:
    """What a service answers; raises RemoteError for what is no object of JSON, such as a page that says it is busy."""
    found = json_of(page.body)
    if not isinstance(found, Mapping):
        raise RemoteError(page.url, "the service answers with something that is no JSON")
    return found


def query(service: Service, question: Question, limit: int) -> dict[str, Any]:
    """A query of version 0.2."""
    told = [(pid, question.known.get(what)) for what, pid in service.properties.items()]
    said = [{"pid": pid, "v": value} for pid, value in told if value]
    made: dict[str, Any] = {"query": question.name, "limit": limit}
    return made | ({"type": service.type} if service.type else {}) | ({"properties": said} if said else {})


def query_draft(service: Service, question: Question, limit: int) -> dict[str, Any]:
    """A query of the 1.0 draft; properties help to find, and exclude nothing."""
    conditions: list[dict[str, Any]] = [{"matchType": "name", "propertyValue": question.name}]
    conditions += [
        {"matchType": "property", "propertyId": pid, "propertyValue": question.known[what], "required": False}
        for what, pid in service.properties.items() if what in question.known
    ]  # fmt: skip
    return {"conditions": conditions, "limit": limit} | ({"type": service.type} if service.type else {})


def extend(fetcher: Fetcher, service: Service, ids: Sequence[str], *, draft: bool) -> Iterator[Page]:
    """The properties of some things, page by page; raises RemoteError."""
    for start in range(0, len(ids), _EXTENDED):
        asked = {
            "ids": list(ids[start : start + _EXTENDED]),
            "properties": [{"id": pid} for pid in service.properties.values()],
        }
        if draft:
            place = service.address.rstrip("/") + "/extend"
            answer = fetcher.post(place, json.dumps(asked).encode(), "application/json")
        else:
            answer = fetcher.post(service.address, urlencode({"extend": json.dumps(asked)}).encode(), FORM)
        kept = {"extended": asked["ids"], "properties": dict(service.properties), "answer": answered(answer)}
        body = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        yield Page(url=service.address, body=body, media_type="application/json")


def extended(pages: Iterable[Page]) -> dict[str, dict[str, str]]:
    """What pages that `extend` made know of things, by their identifiers: the first value of each of KNOWN."""
    found: dict[str, dict[str, str]] = {}
    for page in pages:
        data = json_of(page.body)
        if not isinstance(data, Mapping) or "extended" not in data:
            continue
        rows = _rows(next(items(data.get("answer")), {}).get("rows"))
        for identifier, values in rows:
            for what, pid in data["properties"].items():
                text = next(filter(None, map(_text, items(values.get(pid)))), "")
                if text:
                    found.setdefault(identifier, {})[what] = text
    return found


def _rows(rows: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows of both versions: an object by identifiers, or a list."""
    if isinstance(rows, Mapping):
        yield from ((str(key), one) for key, one in rows.items() if isinstance(one, Mapping))
        return
    for one in items(rows):
        yield str(one.get("id")), {str(each.get("id")): each.get("values") for each in items(one.get("properties"))}


def _text(value: Mapping[str, Any]) -> str:
    return plain(value.get("name")) or plain(value.get("str")) or plain(value.get("id"))
