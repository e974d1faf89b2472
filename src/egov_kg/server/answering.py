"""From a question to the bytes of its answer, inside a worker."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import IO, Final, TypeAlias, cast

import pyoxigraph as ox

from egov_kg.server.counting import COUNTERS, Counted
from egov_kg.server.places import find_place
from egov_kg.server.question import END, IS_GRAPH, PIECE, Question
from egov_kg.sparql import calls_service, graphs_named, is_update, services
from egov_kg.vocabulary import PREFIXES

HELD: Final = 2**20
"""The bytes of an answer that are held back: as long as nothing was sent, a limit is told by a status."""
_PIECE: Final = 2**17
_FEW: Final = 200
_PREFIX: Final = re.compile(r"(?<![a-z-])([a-z][a-z-]*):")

Send: TypeAlias = Callable[[bytes, int, int, bytes], None]
"""Takes a frame: its kind, flags, the rows so far, and its bytes."""


class Unanswered(Exception):
    """Why a question gets no answer, or its answer no end: a code for the server, a message for the log."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def answer(store: ox.Store, question: Question, send: Send) -> None:
    """Sends the frames of an answer; raises Unanswered, also after pieces of it were sent."""
    try:
        found = _ask(store, question)
        if isinstance(found, ox.QueryTriples):
            _send_triples(found, question, send)
        elif question.results is None:
            raise Unanswered("unacceptable", "results")
        elif isinstance(found, ox.QuerySolutions):
            _send_solutions(found, question, question.results, send)
        else:
            send(END, 0, 1, found.serialize(format=getattr(ox.QueryResultsFormat, question.results)) or b"")
    except SyntaxError as error:
        place = find_place(question.text, str(error), dict(PREFIXES))
        found_at = [str(error)] if place is None else [place.expected, place.offset]
        raise Unanswered("syntax", json.dumps(found_at)) from error
    except MemoryError as error:
        raise Unanswered("memory") from error
    except (BrokenPipeError, ConnectionResetError):
        raise
    except (ValueError, OSError, RuntimeError) as error:
        raise Unanswered("evaluation", str(error)) from error


Found: TypeAlias = "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples"


def _ask(store: ox.Store, question: Question) -> Found:
    _check(question)
    protocol = question.default_graphs is not None or question.named_graphs is not None
    default, named = (_graphs(store, names or ()) for names in (question.default_graphs, question.named_graphs))
    if not protocol:
        _graphs(store, graphs_named(question.text, question.base))

    def query(prefixes: dict[str, str]) -> Found:
        return store.query(
            question.text,
            base_iri=question.base or None,
            prefixes=prefixes,
            default_graph=[*default] if protocol else None,
            named_graphs=[*named] if protocol else None,
        )

    # The parser checks every prefix that it is given, which takes longer than most queries.
    likely = {name: PREFIXES[name] for name in set(_PREFIX.findall(question.text)) if name in PREFIXES}
    try:
        return query(likely)
    except SyntaxError:
        return query(dict(PREFIXES))


def _check(question: Question) -> None:
    """Raises Unanswered for what no query may ask for here; a worker does this, for a long text takes its time."""
    if is_update(question.text):
        raise Unanswered("update")
    if calls_service(question.text):
        called = services(question.text)
        if called is None or not called <= set(question.services):
            raise Unanswered("service", ", ".join(f"<{address}>" for address in question.services))


def _graphs(store: ox.Store, names: Iterable[str]) -> list[ox.NamedNode]:
    """The graphs of these names; raises Unanswered for one that the store does not hold."""
    graphs = []
    for name in names:
        try:
            graph = ox.NamedNode(name)
        except ValueError:
            raise Unanswered("no-iri", name) from None
        if not store.contains_named_graph(graph):
            raise Unanswered("no-graph", name)
        graphs.append(graph)
    return graphs


def _send_solutions(found: ox.QuerySolutions, question: Question, syntax: str, send: Send) -> None:
    output = _Output(question, send, 0, COUNTERS[syntax]())
    found.serialize(cast("IO[bytes]", output), format=getattr(ox.QueryResultsFormat, syntax))
    output.end()


def _send_triples(found: ox.QueryTriples, question: Question, send: Send) -> None:
    if question.graph is None:
        raise Unanswered("unacceptable", "graph")
    first = list(islice(found, _FEW))
    triples = Counted(chain(first, found))
    before = 0

    def new(_: bytes) -> int:
        nonlocal before
        rows, before = triples.count - before, triples.count
        return rows

    output = _Output(question, send, IS_GRAPH, new)
    syntax = getattr(ox.RdfFormat, question.graph)
    ox.serialize(triples, cast("IO[bytes]", output), format=syntax, prefixes=_declared(question.graph, first))
    output.end()


def _declared(syntax: str, first: list[ox.Triple]) -> dict[str, str] | None:
    """The prefixes to declare before the triples: those they use where there are few, else all."""
    if syntax not in {"TURTLE", "TRIG", "RDF_XML"}:
        return None
    if len(first) == _FEW:
        return dict(PREFIXES)
    text = "\n".join(map(str, first))
    return {name: namespace for name, namespace in PREFIXES.items() if namespace in text}


class _Output:
    """A file to write into: holds the beginning back, sends the rest in pieces, and ends an answer past its limits."""

    def __init__(self, question: Question, send: Send, flags: int, count: Callable[[bytes], int]) -> None:
        self._question = question
        self._send = send
        self._flags = flags
        self._count = count
        self._held: list[bytes] = []
        self._waiting = 0
        self._size = 0
        self._rows = 0
        self._threshold = HELD

    def write(self, data: bytes) -> int:
        self._rows += self._count(data)
        self._size += len(data)
        self._held.append(data)
        self._waiting += len(data)
        if self._rows > self._question.rows:
            raise Unanswered("rows")
        if self._size > self._question.size:
            raise Unanswered("size")
        if self._waiting > self._threshold:
            self._flush(PIECE)
        return len(data)

    def flush(self) -> None:
        """Nothing: what is held back waits for the end."""

    def end(self) -> None:
        self._rows += self._count(b"")
        if self._rows > self._question.rows:
            raise Unanswered("rows")
        self._flush(END)

    def _flush(self, kind: bytes) -> None:
        data = b"".join(self._held)
        self._held.clear()
        self._waiting = 0
        self._threshold = _PIECE
        self._send(kind, self._flags, self._rows, data)
