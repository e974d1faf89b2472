"""Sends what was found as the frames of an answer, within limits on rows and bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, islice
from typing import IO, Final, TypeAlias, cast

import pyoxigraph as ox

from egov_kg.server.counting import COUNTERS, Counted
from egov_kg.server.question import END, IS_GRAPH, PIECE, Question
from egov_kg.vocabulary import PREFIXES

HELD: Final = 2**20
"""The bytes of an answer that are held back: as long as nothing was sent, a limit is told by a status."""
_PIECE: Final = 2**17
_FEW: Final = 200

Send: TypeAlias = Callable[[bytes, int, int, bytes], None]
"""Takes a frame: its kind, flags, the rows so far, and its bytes."""


class Unanswered(Exception):
    """Why a question gets no answer, or its answer no end: a code for the server, a message for the log."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def send_found(
    found: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple],
    question: Question,
    send: Send,
    is_whole: Callable[[int], None] = lambda _: None,
) -> None:
    """Sends rows, yes or no, or triples; raises Unanswered, also after pieces were sent.

    ``is_whole`` is told the number of rows before the end is sent, and raises where they are not all that there are.
    """
    if isinstance(found, ox.QuerySolutions | ox.QueryBoolean):
        if question.results is None:
            raise Unanswered("unacceptable", "results")
        if isinstance(found, ox.QuerySolutions):
            _send_solutions(found, question, question.results, send, is_whole)
            return
        is_whole(1)
        send(END, 0, 1, found.serialize(format=getattr(ox.QueryResultsFormat, question.results)) or b"")
        return
    _send_triples(found, question, send, is_whole)


def _send_solutions(
    found: ox.QuerySolutions, question: Question, syntax: str, send: Send, is_whole: Callable[[int], None]
) -> None:
    output = _Output(question, send, 0, COUNTERS[syntax]())
    found.serialize(cast("IO[bytes]", output), format=getattr(ox.QueryResultsFormat, syntax))
    output.end(is_whole)


def _send_triples(
    found: Iterable[ox.Triple], question: Question, send: Send, is_whole: Callable[[int], None]
) -> None:
    if question.graph is None:
        raise Unanswered("unacceptable", "graph")
    others = iter(found)
    first = list(islice(others, _FEW))
    triples = Counted(chain(first, others))
    before = 0

    def new(_: bytes) -> int:
        nonlocal before
        rows, before = triples.count - before, triples.count
        return rows

    output = _Output(question, send, IS_GRAPH, new)
    syntax = getattr(ox.RdfFormat, question.graph)
    ox.serialize(triples, cast("IO[bytes]", output), format=syntax, prefixes=_declared(question.graph, first))
    output.end(is_whole)


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

    def end(self, is_whole: Callable[[int], None]) -> None:
        self._rows += self._count(b"")
        is_whole(self._rows)
        if self._rows > self._question.rows:
            raise Unanswered("rows")
        self._flush(END)

    def _flush(self, kind: bytes) -> None:
        data = b"".join(self._held)
        self._held.clear()
        self._waiting = 0
        self._threshold = _PIECE
        self._send(kind, self._flags, self._rows, data)
