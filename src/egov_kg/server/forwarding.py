"""Has questions answered by a store elsewhere, inside a worker: checked here first, its answer counted on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import IO, Final, cast

import pyoxigraph as ox

from egov_kg.errors import RemoteError
from egov_kg.remote import (
    Credentials,
    Dataset,
    Endpoint,
    Limits,
    Stream,
    StreamingClient,
    Transport,
    published_dataset,
)
from egov_kg.remote.sparql_text import names_graphs, with_base, with_prefixes
from egov_kg.search import PREDICATES, THINGS, Statement
from egov_kg.server.answering import Found, check, evaluate
from egov_kg.server.question import Question
from egov_kg.server.sending import Send, Unanswered, send_found
from egov_kg.server.source import Elsewhere
from egov_kg.sparql import graphs_named

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples, text/turtle;q=0.9"
_SYNTAXES: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "text/plain": ox.RdfFormat.N_TRIPLES,
}
"""The media types of triples that servers answer with; the last is what N-Triples were sent as before RDF 1.1."""
_PATIENCE: Final = 86_400.0
"""Seconds; the server ends a worker whose query takes longer than it may."""
_STARTING: Final = 30.0
_PROBE: Final = 5.0
_BUSY: Final = frozenset({429, 503})
_ASK_RETVAL: Final = "__ASK_RETVAL"
_KNOWN: Final = 10_000
"""Graphs that are remembered to be there."""
_SILENCE: Final = 600.0
"""Seconds until a store counts as silent that was asked for all names."""


def known(elsewhere: Elsewhere) -> Elsewhere:
    """The store with the graphs that are to be read as its default one; raises RemoteError where it does not answer."""
    with Transport(limits=Limits(timeout=_STARTING), credentials=_credentials(elsewhere)) as transport:
        endpoint = Endpoint(elsewhere.url, transport)
        endpoint.select("SELECT ?s WHERE { ?s ?p ?o } LIMIT 1")
        dataset = Dataset(default=elsewhere.graphs) if elsewhere.graphs else published_dataset(endpoint)
    return replace(elsewhere, graphs=dataset.default, named=dataset.named)


def answers(elsewhere: Elsewhere) -> bool:
    """Whether the store answers the smallest of queries now."""
    client = StreamingClient(elsewhere.url, _credentials(elsewhere), timeout=_PROBE)
    try:
        with client.query("ASK {}", _ROWS) as stream:
            stream.body.read()
    except RemoteError as error:
        return error.status in _BUSY
    finally:
        client.close()
    return True


def names_elsewhere(elsewhere: Elsewhere) -> Iterator[Statement]:
    """What is said of things there with the properties of names; raises RemoteError."""
    store = known(elsewhere)
    client = StreamingClient(store.url, _credentials(store), timeout=_SILENCE)
    graphs = tuple(("default-graph-uri", graph) for graph in store.graphs)
    try:
        for predicate in PREDICATES:
            yield from _names(client, predicate, graphs)
    except Unanswered as reason:
        raise RemoteError(store.url, f"the names cannot be read: {reason.code} {reason.message}".rstrip()) from reason
    finally:
        client.close()


def _names(client: StreamingClient, predicate: str, graphs: tuple[tuple[str, str], ...]) -> Iterator[Statement]:
    """The statements of one property; from a store that gives so many rows at most, page by page."""
    query = f'SELECT ?s ?o {{ ?s <{predicate}> ?o FILTER(STRSTARTS(STR(?s), "{THINGS}")) }}'
    offset, page = 0, ""
    while True:
        count = 0
        with client.query(query + page, _ROWS, graphs) as stream:
            _check_whole(stream)
            rows = _solutions(stream)
            with _read(stream):
                for row in rows if isinstance(rows, ox.QuerySolutions) else ():
                    count += 1
                    yield from _statement(row["s"], predicate, row["o"])
            limit = stream.headers.get("x-sparql-maxrows", "")
        if not limit.isdecimal() or not count or count < int(limit):
            return
        offset += count
        page = f" LIMIT {limit} OFFSET {offset}"


def _statement(subject: object, predicate: str, value: object) -> Iterator[Statement]:
    if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal | ox.NamedNode):
        language = (value.language or "") if isinstance(value, ox.Literal) else ""
        yield Statement(subject.value, predicate, value.value, language)


class Forwarder:
    """Asks a store elsewhere."""

    def __init__(self, elsewhere: Elsewhere) -> None:
        self._store = elsewhere
        self._client = StreamingClient(elsewhere.url, _credentials(elsewhere), timeout=_PATIENCE)
        self._empty = ox.Store()
        self._graphs: set[str] = set()

    def answer(self, question: Question, send: Send) -> None:
        """Sends the frames of an answer; raises Unanswered, also after pieces of it were sent."""
        try:
            self._answer(question, send)
        except RemoteError as error:
            raise _unanswered(error) from error
        except MemoryError as error:
            raise Unanswered("memory") from error

    def _answer(self, question: Question, send: Send) -> None:
        check(question)
        # An empty store answers at once and tells the form of the query, or its mistake and the place of it.
        found = evaluate(self._empty, question)
        is_graph = isinstance(found, ox.QueryTriples)
        if (question.graph if is_graph else question.results) is None:
            raise Unanswered("unacceptable", "graph" if is_graph else "results")
        graphs = self._dataset(question)
        text = with_base(with_prefixes(question.text), question.base)
        with self._client.query(text, _TRIPLES if is_graph else _ROWS, graphs) as stream:
            _check_whole(stream)
            with _read(stream):
                if is_graph:
                    send_found(_triples(stream, question.rows), question, send, _limit_there(stream))
                else:
                    send_found(_as_asked(found, _solutions(stream)), question, send, _limit_there(stream))

    def _dataset(self, question: Question) -> tuple[tuple[str, str], ...]:
        """The parameters of the protocol for the graphs that are read; raises Unanswered for one that is not there."""
        named, default = question.named_graphs, question.default_graphs
        if named is None and default is None:
            said = graphs_named(question.text, question.base)
            self._check_graphs(said)
            if said or not self._store.graphs:
                return ()
            default, named = self._store.graphs, self._store.named if names_graphs(question.text) else ()
        else:
            self._check_graphs((*(default or ()), *(named or ())))
        return (
            *(("default-graph-uri", graph) for graph in default or ()),
            *(("named-graph-uri", graph) for graph in named or ()),
        )

    def _check_graphs(self, names: Iterable[str]) -> None:
        """Some stores fetch a graph that they do not have; so they are never asked for one."""
        for name in names:
            if name in self._graphs:
                continue
            try:
                graph = ox.NamedNode(name)
            except ValueError:
                raise Unanswered("no-iri", name) from None
            with self._client.query(f"SELECT ?p WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT 1", _ROWS) as stream:
                rows = _solutions(stream)
                if isinstance(rows, ox.QueryBoolean) or next(iter(rows), None) is None:
                    raise Unanswered("no-graph", name)
            if len(self._graphs) < _KNOWN:
                self._graphs.add(name)


def _credentials(elsewhere: Elsewhere) -> Credentials | None:
    if not (elsewhere.user or elsewhere.token):
        return None
    return Credentials(user=elsewhere.user, password=elsewhere.password, token=elsewhere.token)


def _solutions(stream: Stream) -> ox.QuerySolutions | ox.QueryBoolean:
    with _read(stream):
        return ox.parse_query_results(cast("IO[bytes]", stream.body), format=ox.QueryResultsFormat.JSON)
    raise AssertionError("_read lets nothing pass")


def _as_asked(asked: Found, found: Found) -> Found:
    """Rows for SELECT and a boolean for ASK; older versions of Virtuoso answer ASK with a row of 1 or 0."""
    rows = found if isinstance(asked, ox.QueryBoolean) and isinstance(found, ox.QuerySolutions) else None
    if rows is not None and [variable.value for variable in rows.variables] == [_ASK_RETVAL]:
        terms = [term for row in rows for term in row]
        holds = any(isinstance(term, ox.Literal) and term.value == "1" for term in terms)
        text = json.dumps({"head": {}, "boolean": holds})
        return ox.parse_query_results(text.encode(), format=ox.QueryResultsFormat.JSON)
    if type(asked) is not type(found):
        raise ValueError("the answer is of another form than the query")
    return found


def _triples(stream: Stream, limit: int) -> Iterator[ox.Triple]:
    """The triples of an answer, each once, as far as the limit goes."""
    seen: set[ox.Triple] = set()
    syntax = _SYNTAXES.get(stream.media_type)
    if syntax is None:
        raise ValueError("these are no triples")
    for quad in ox.parse(cast("IO[bytes]", stream.body), syntax):
        if quad.triple not in seen:
            seen.add(quad.triple)
            yield quad.triple
        if len(seen) > limit:
            return


@contextmanager
def _read(stream: Stream) -> Iterator[None]:
    try:
        yield
    except (BrokenPipeError, ConnectionResetError):
        raise  # the server wants no more of the answer
    except (SyntaxError, ValueError, OSError) as error:
        raise Unanswered("store", f"no answer of SPARQL 1.1, {stream.media_type}: {error}") from error


def _check_whole(stream: Stream) -> None:
    """Virtuoso answers 200 with what it found until its time was over, and says so in headers alone."""
    if stream.headers.get("x-sql-state"):
        raise Unanswered("partial")


def _limit_there(stream: Stream) -> Callable[[int], None]:
    limit = stream.headers.get("x-sparql-maxrows", "")

    def check_rows(rows: int) -> None:
        if limit.isdecimal() and rows >= int(limit):
            raise Unanswered("partial")

    return check_rows


def _unanswered(error: RemoteError) -> Unanswered:
    if error.status in _BUSY:
        return Unanswered("store-busy")
    return Unanswered("store", str(error)) if error.status else Unanswered("unreachable", str(error))


__all__ = ["Forwarder", "answers", "known", "names_elsewhere"]
