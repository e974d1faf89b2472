"""What a client asks, in the words of both versions, as one value."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from egov_kg.errors import RequestRefused
from egov_kg.server.reconcile.kinds import thing, type_of

MOST: Final = 100
"""Candidates of a query."""
QUERIES: Final = 1_000
"""Queries of a batch."""
USUAL: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query: a name, or the address of a thing; what is known beside it; ``types`` are classes, none for all."""

    text: str
    types: tuple[str, ...] = ()
    limit: int = USUAL
    country: str = ""
    url: str = ""
    iri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A question for properties of things, by their identifiers."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def loaded(text: str) -> Any:  # noqa: ANN401  # whatever JSON says
    """What JSON says; raises RequestRefused."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestRefused(400, f"this is no JSON: {str(error)[:100]}") from None


def batch(data: object) -> dict[str, Query]:
    """The queries of a batch of version 0.2 by their keys; raises RequestRefused."""
    if not isinstance(data, Mapping) or len(data) > QUERIES:
        raise RequestRefused(400, f"queries is an object with a query a key, at most {QUERIES}")
    return {str(key): _query(one) for key, one in data.items()}


def _query(data: object) -> Query:
    one = {"query": data} if isinstance(data, str) else data
    if not isinstance(one, Mapping) or not isinstance(one.get("query", ""), str):
        raise RequestRefused(400, "a query is an object with a text named query")
    given = one.get("type") or ()
    types = [given] if isinstance(given, str) else given if isinstance(given, list) else []
    pairs = [
        (str(each.get("pid", "")), value)
        for each in _objects(one.get("properties")) for value in _values(each.get("v"))
    ]  # fmt: skip
    return _made(one.get("query", ""), types, one.get("limit"), pairs)


def batch_draft(data: object) -> list[Query]:
    """The queries of a batch of the 1.0 draft; raises RequestRefused."""
    queries = data.get("queries") if isinstance(data, Mapping) else None
    if not isinstance(queries, list) or len(queries) > QUERIES:
        raise RequestRefused(400, f"a batch is an object with a list named queries, of at most {QUERIES}")
    found = []
    for one in queries:
        conditions = list(_objects(one.get("conditions") if isinstance(one, Mapping) else None))
        if not conditions:
            raise RequestRefused(400, "a query has a list of conditions")
        names = [value for each in conditions if each.get("matchType") == "name"
                 for value in _values(each.get("propertyValue"))]  # fmt: skip
        pairs = [
            (str(each.get("propertyId", "")), value)
            for each in conditions if each.get("matchType") == "property" and each.get("matchQuantifier") != "none"
            for value in _values(each.get("propertyValue"))
        ]  # fmt: skip
        ids = [value for each in conditions if each.get("matchType") == "id"
               for value in _values(each.get("propertyValue"))]  # fmt: skip
        given = one.get("type")
        query = _made(names[0] if names else "", [given] if given else [], one.get("limit"), pairs)
        found.append(query if not ids else Query(text=query.text, limit=query.limit, iri=thing(ids[0])))
    return found


def _made(text: str, types: list[Any], limit: object, pairs: list[tuple[str, str]]) -> Query:
    known = [type_of(str(one.get("id") if isinstance(one, Mapping) else one)) for one in types]
    if types and not any(known):
        known = ["none"]  # a type that nothing has
    said: dict[str, str] = {}
    for pid, value in pairs:
        said.setdefault(pid.rpartition(":")[2].rpartition("#")[2].lower(), value)
    number = limit if isinstance(limit, int) and not isinstance(limit, bool) and limit > 0 else USUAL
    return Query(
        text=text.strip()[:500] or said.get("acronym", "") or said.get("label", ""),
        types=tuple(dict.fromkeys(filter(None, known))),
        limit=min(number, MOST),
        country=said.get("country", ""),
        url=said.get("url", ""),
        iri=thing(text.strip()) if text.startswith(("http://", "https://")) else None,
    )


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    for one in value if isinstance(value, list) else []:
        if isinstance(one, Mapping):
            yield one


def _values(value: object) -> Iterator[str]:
    """The values of a property as texts: of a thing its name, else its identifier."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            yield str(one.get("name") or one.get("id") or "")
        elif one is not None and not isinstance(one, list):
            yield str(one)


def extension(data: object) -> Extension:
    """A question for properties; raises RequestRefused."""
    ids = data.get("ids") if isinstance(data, Mapping) else None
    asked = list(_objects(data.get("properties"))) if isinstance(data, Mapping) else []
    if not isinstance(ids, list) or len(ids) > QUERIES or len(asked) > 50:
        raise RequestRefused(400, f"an extension has lists named ids (at most {QUERIES}) and properties (at most 50)")
    return Extension(ids=tuple(map(str, ids)), properties=tuple(str(one.get("id", "")) for one in asked))
