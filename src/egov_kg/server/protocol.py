"""The query operation of the SPARQL 1.1 Protocol: from a request of HTTP to what is asked (sections 2.1 and 2.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from egov_kg.errors import RequestRefused
from egov_kg.server.media import GRAPHS, RESULTS, preferred
from egov_kg.server.problems import NO_UPDATES
from egov_kg.server.question import Question
from egov_kg.server.settings import ServerSettings

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
ALLOWED: Final = "GET, HEAD, POST, OPTIONS"
"""The methods of the endpoint."""

_FIELDS: Final = 2_000
"""As many as anyone could need to name graphs."""
_UTF8: Final = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})
_HEX: Final = "0123456789abcdefABCDEF"
_BYTES: Final = {(high + low).encode(): bytes.fromhex(high + low) for high in _HEX for low in _HEX}
"""The byte that two hexadecimal digits stand for."""
_RESULTS: Final = tuple(RESULTS)
_GRAPHS: Final = tuple(GRAPHS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query with its dataset, as a request names it; ``text`` is None where a request asks for the description."""

    text: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptable:
    """The media types that a client likes best, of results and of graphs; None where it takes none of ours."""

    results: str | None
    graph: str | None


def acceptable(accept: str) -> Acceptable:
    """What an Accept header asks for."""
    return Acceptable(results=preferred(accept, _RESULTS), graph=preferred(accept, _GRAPHS))


def asked(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked:
    """What a request asks for; raises RequestRefused."""
    given = fields(query_string)
    if method == "POST":
        media_type, _, parameters = content_type.partition(";")
        kind = media_type.strip().lower()
        _check_charset(parameters)
        if kind == FORM:
            given += fields(body)
        elif kind == QUERY:
            given.append(("query", _decoded(body)))
        elif kind == UPDATE:
            raise RequestRefused(403, NO_UPDATES)
        else:
            raise RequestRefused(415, f"a query is sent as {FORM} or as {QUERY}")
    if any(name == "update" for name, _ in given):
        raise RequestRefused(403, NO_UPDATES)
    texts = [value for name, value in given if name == "query"]
    if len(texts) > 1:
        raise RequestRefused(400, "a request holds one query; this one holds several")
    if method == "POST" and not texts:
        raise RequestRefused(400, "the request holds no query: it has no field named query")
    return Asked(
        text=texts[0] if texts else None,
        default_graphs=tuple(value for name, value in given if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in given if name == "named-graph-uri"),
    )


def question(request: Asked, accept: Acceptable, base: str, settings: ServerSettings) -> Question:
    """The question for a worker."""
    protocol = bool(request.default_graphs or request.named_graphs)
    return Question(
        text=request.text or "",
        base=base,
        results=None if accept.results is None else RESULTS[accept.results],
        graph=None if accept.graph is None else GRAPHS[accept.graph],
        default_graphs=request.default_graphs if protocol else None,
        named_graphs=request.named_graphs if protocol else None,
        services=tuple(sorted(settings.services)),
        rows=settings.limits.rows,
        size=settings.limits.result,
    )


def fields(data: bytes) -> list[tuple[str, str]]:
    """The fields of a query string or of a form (WHATWG URL, application/x-www-form-urlencoded)."""
    parts = data.split(b"&", _FIELDS) if data else []
    if len(parts) > _FIELDS:
        raise RequestRefused(400, f"the request has more than {_FIELDS} fields")
    try:
        return [(_unquoted(name), _unquoted(value)) for name, _, value in (part.partition(b"=") for part in parts)]
    except UnicodeDecodeError:
        raise RequestRefused(400, "the request is not in UTF-8") from None


def _unquoted(data: bytes) -> str:
    if b"%" not in data:
        return data.replace(b"+", b" ").decode("utf-8")
    first, *others = data.replace(b"+", b" ").split(b"%")
    try:
        return (first + b"".join([_BYTES[part[:2]] + part[2:] for part in others])).decode("utf-8")
    except KeyError:
        # A percent sign that begins no byte stands for itself.
        return unquote_to_bytes(data.replace(b"+", b" ")).decode("utf-8")


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestRefused(400, f"the query is not in UTF-8: byte {error.start} of it") from None


def _check_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip().strip('"').lower() not in _UTF8:
            raise RequestRefused(415, "a query is sent in UTF-8")
