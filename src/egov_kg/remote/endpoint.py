"""A SPARQL 1.1 endpoint as something that answers queries, as a store of ours does."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from egov_kg.errors import RemoteError
from egov_kg.remote.sparql_text import Form, form, names_dataset, names_graphs, with_prefixes
from egov_kg.remote.transport import Answer, Request, Transport, checked_url, form_body
from egov_kg.store import Result, Solutions, Triples, result_of
from egov_kg.vocabulary import PUBLISHED_GRAPH, SERVICE_DESCRIPTION, VOID

_FORM: Final = "application/x-www-form-urlencoded"
_LONGEST_GET: Final = 2_000
"""Characters of an address that every server and proxy takes; a longer query is sent with POST."""
_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_SYNTAXES: Final = MappingProxyType({
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
})  # fmt: skip
"""The media types of triples that servers answer with; the last is what N-Triples were sent as before RDF 1.1."""
_NO_GRAPHS: Final = frozenset({400, 422, 501})
"""What a store of triples alone may answer to a query that asks for a named graph."""
_ASK_RETVAL: Final = "__ASK_RETVAL"
"""The one column in which older versions of Virtuoso answer ASK, with 1 or 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs that queries read where they say nothing themselves; none given: what the server reads then."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Endpoint:
    """A server's address for queries (SPARQL 1.1 Protocol)."""

    def __init__(self, url: str, transport: Transport, dataset: Dataset | None = None) -> None:
        self.url = checked_url(url)
        self.transport = transport
        self.dataset = dataset or Dataset()

    def query(self, sparql: str) -> Result:
        """The answer to a query; the prefixes of the graph are known without being declared.

        Raises RemoteError where the server cannot be reached, refuses, or answers what is no result of SPARQL 1.1.
        """
        asked = form(sparql)
        accept = _TRIPLES if asked in (Form.CONSTRUCT, Form.DESCRIBE) else _ROWS
        answer = self.transport.ask(self._request(with_prefixes(sparql), accept, self._graphs(sparql)))
        if not answer.ok:
            raise answer.refusal()
        result = _triples(answer) if asked in (Form.CONSTRUCT, Form.DESCRIBE) else _rows(answer)
        return _as_asked(result, asked, answer)

    def select(self, sparql: str) -> tuple[tuple[str, ...], ...]:
        """The values of the rows of a SELECT, an empty string where one is missing."""
        found = self.query(sparql)
        if not isinstance(found, Solutions):
            raise RemoteError(self.url, "the server answers a SELECT with something else than rows")
        return tuple(tuple(term.value if term else "" for term in row) for row in found.rows)

    def holds(self, pattern: str) -> bool:
        """Whether a graph pattern matches anything; asked with SELECT, as not every server answers ASK alike."""
        return bool(self.select(f"SELECT * WHERE {{ {pattern} }} LIMIT 1"))

    def _graphs(self, sparql: str) -> list[tuple[str, str]]:
        """The dataset as parameters: they would overrule FROM, and without named graphs there would be none."""
        if names_dataset(sparql) or not self.dataset.default:
            return []
        named = self.dataset.named if names_graphs(sparql) else ()
        return [
            *(("default-graph-uri", graph) for graph in self.dataset.default),
            *(("named-graph-uri", graph) for graph in named),
        ]

    def _request(self, sparql: str, accept: str, graphs: list[tuple[str, str]]) -> Request:
        parameters = [("query", sparql), *graphs]
        body = form_body(parameters)
        if len(self.url) + len(body) < _LONGEST_GET:
            return Request(method="GET", url=self.url, parameters=tuple(parameters), headers={"Accept": accept})
        headers = {"Accept": accept, "Content-Type": _FORM}
        return Request(method="POST", url=self.url, headers=headers, body=body)


def published_dataset(endpoint: Endpoint) -> Dataset:
    """What queries read at a server according to what ``publish`` noted there; empty where it noted nothing.

    A server whose default graph shows every named graph counts a statement as often as it is made: there the whole
    graph stands in a named one. Raises RemoteError where the server does not answer.
    """
    try:
        found = endpoint.select(
            f"SELECT ?all ?graph WHERE {{ GRAPH <{PUBLISHED_GRAPH}> {{ "
            f"<{PUBLISHED_GRAPH}> <{SERVICE_DESCRIPTION}defaultGraph> ?all . "
            f"OPTIONAL {{ ?graph a <{VOID}Dataset> FILTER(?graph != ?all) }} }} }} ORDER BY ?graph"
        )
    except RemoteError as error:
        if error.status not in _NO_GRAPHS:
            raise
        return Dataset()
    return Dataset(default=tuple({whole for whole, _ in found}), named=tuple(graph for _, graph in found if graph))


def _rows(answer: Answer) -> Result:
    _check_whole(answer)
    try:
        result = _parsed(answer.body)
    except (SyntaxError, ValueError, TypeError) as error:
        # The traceback would keep the parser, which must not be freed by another thread than ours.
        raise _no_result(answer, "results of SPARQL in JSON", str(error)) from error.with_traceback(None)
    limit = answer.headers.get("x-sparql-maxrows", "")
    if isinstance(result, Solutions) and limit.isdecimal() and len(result.rows) >= int(limit):
        raise RemoteError(answer.url, f"the server gives the first {limit} rows alone. Ask for fewer (LIMIT, OFFSET)")
    return result


def _parsed(body: bytes) -> Result:
    return result_of(ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON))


def _check_whole(answer: Answer) -> None:
    """Virtuoso answers 200 with what it found until its time was over, and says so in headers alone."""
    if answer.headers.get("x-sql-state"):
        said = answer.headers.get("x-sql-message", "")
        raise RemoteError(answer.url, f"the server gives a part of the answer alone: {said}".rstrip(": "))


def _triples(answer: Answer) -> Triples:
    _check_whole(answer)
    syntax = _SYNTAXES.get(answer.media_type)
    try:
        if syntax is None:
            raise ValueError(f"it is {answer.media_type or 'of no stated kind'}")
        result = result_of(ox.parse(answer.body, syntax, base_iri=answer.url))
    except (SyntaxError, ValueError, TypeError) as error:
        raise _no_result(answer, "triples in N-Triples or Turtle", str(error)) from error.with_traceback(None)
    assert isinstance(result, Triples)  # noqa: S101  # what a parser of triples gives
    return Triples(tuple(dict.fromkeys(result.rows)))


def _as_asked(result: Result, asked: Form | None, answer: Answer) -> Result:
    if asked is Form.ASK and isinstance(result, Solutions) and result.variables == (_ASK_RETVAL,):
        return any(term is not None and term.value == "1" for row in result.rows for term in row)
    if (asked is Form.SELECT) != isinstance(result, Solutions) and asked in (Form.SELECT, Form.ASK):
        raise RemoteError(answer.url, f"the server answers something else than {asked.upper()} asks for")
    return result


def _no_result(answer: Answer, wanted: str, reason: str) -> RemoteError:
    start = answer.body[:200].decode("utf-8", "replace").split("\n")[0].strip()
    shown = f" It begins: {start[:80]!r}" if start else " It is empty."
    return RemoteError(answer.url, f"the answer is not {wanted}: {reason}.{shown}", answer.status)


__all__ = ["Dataset", "Endpoint", "published_dataset"]
