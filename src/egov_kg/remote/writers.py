"""How graphs get into a store elsewhere: by the Graph Store HTTP Protocol, or by SPARQL 1.1 Update."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import httpx

from egov_kg.errors import RemoteError
from egov_kg.remote.endpoint import Endpoint
from egov_kg.remote.graphs import GraphFile
from egov_kg.remote.notes import is_noted
from egov_kg.remote.transport import Request, Transport, unanswered
from egov_kg.vocabulary import GRAPH, PUBLISHED_GRAPH

TURTLE: Final = "text/turtle"
"""What every store takes (Graph Store Protocol, 4.1); N-Triples are Turtle."""
_UPDATE: Final = "application/sparql-update"
_BATCH_TRIPLES: Final = 2_000
_BATCH_BYTES: Final = 2**19
"""What goes into one INSERT DATA: the parser of Virtuoso takes less than 5,000 statements at a time."""


class Writer(Protocol):
    """What writes graphs; ``iri`` None is the store's default graph."""

    @property
    def name(self) -> str:
        """The protocol and the address, for a person."""

    def replace_notes(self, notes: str) -> None:
        """Replaces the notes by others, in N-Triples; raises RemoteError."""

    def claim(self, notes: str) -> None:
        """Adds to the notes; raises RemoteError."""

    def replace(self, iri: str | None, graph: GraphFile, notes: str) -> None:
        """Replaces a graph and adds to the notes; raises RemoteError."""

    def remove(self, iri: str) -> None:
        """Removes a graph, if there is one; raises RemoteError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphStoreWriter:
    """Graph Store HTTP Protocol: one PUT a graph, which the store replaces as a whole."""

    url: str
    transport: Transport

    @property
    def name(self) -> str:
        return f"Graph Store Protocol, {self.url}"

    def replace_notes(self, notes: str) -> None:
        self._send("PUT", PUBLISHED_GRAPH, notes.encode())

    def claim(self, notes: str) -> None:
        self._send("POST", PUBLISHED_GRAPH, notes.encode())

    def replace(self, iri: str | None, graph: GraphFile, notes: str) -> None:
        self._send("PUT", iri, graph.path)
        self.claim(notes)

    def remove(self, iri: str) -> None:
        answer = self.transport.insist(Request(method="DELETE", url=self.url, parameters=_named(iri)))
        if not answer.ok and answer.status != httpx.codes.NOT_FOUND:
            raise answer.refusal()

    def _send(self, method: str, iri: str | None, body: bytes | Path) -> None:
        headers = {"Content-Type": TURTLE}
        answer = self.transport.insist(
            Request(method=method, url=self.url, parameters=_named(iri), headers=headers, body=body)
        )
        if not answer.ok:
            raise answer.refusal()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateWriter:
    """SPARQL 1.1 Update: a small graph in one request; a large one is gathered aside and moved in one request."""

    url: str
    transport: Transport
    endpoint: Endpoint
    """Where the same store is asked, to see what became of a request without an answer."""

    @property
    def name(self) -> str:
        return f"SPARQL Update, {self.url}"

    def replace_notes(self, notes: str) -> None:
        self._insist(f"DROP SILENT GRAPH <{PUBLISHED_GRAPH}> ;\n{_insert(PUBLISHED_GRAPH, notes)}")

    def claim(self, notes: str) -> None:
        self._insist(_insert(PUBLISHED_GRAPH, notes))

    def replace(self, iri: str | None, graph: GraphFile, notes: str) -> None:
        batches = _batches(graph)
        first = next(batches, "")
        noted = _insert(PUBLISHED_GRAPH, notes)
        target = "DEFAULT" if iri is None else f"GRAPH <{iri}>"
        second = next(batches, None)
        if second is None:
            self._insist(f"DROP SILENT {target} ;\n{_insert(iri, first)} ;\n{noted}")
            return
        aside = _aside(graph.sum.iri)
        self._insist(f"DROP SILENT GRAPH <{aside}> ;\n{_insert(aside, first)}")
        self._insist(_insert(aside, second))
        for batch in batches:
            self._insist(_insert(aside, batch))
        self._move(aside, target, noted, graph)

    def remove(self, iri: str) -> None:
        self._insist(f"DROP SILENT GRAPH <{iri}> ;\nDROP SILENT GRAPH <{_aside(iri)}>")

    def _move(self, aside: str, target: str, noted: str, graph: GraphFile) -> None:
        """Moves what was gathered to its place; a second MOVE of a graph that is gone would empty the target."""
        (row,) = self.endpoint.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{aside}> {{ ?s ?p ?o }} }}")
        if row != (str(graph.sum.triples),):
            reason = f"of {graph.sum.triples} statements of {graph.sum.iri} it took {row[0]}; the graph stays as it was"
            raise RemoteError(self.url, reason)
        try:
            move = self._request(f"MOVE GRAPH <{aside}> TO {target} ;\n{noted}")
            answer = self.transport.insist(move, unless_done=True)
            if not answer.ok:
                raise answer.refusal()
        except RemoteError as error:
            if not (unanswered(error) and is_noted(self.endpoint, graph.sum)):
                raise

    def _insist(self, update: str) -> None:
        answer = self.transport.insist(self._request(update))
        if not answer.ok:
            raise answer.refusal()

    def _request(self, update: str) -> Request:
        return Request(method="POST", url=self.url, headers={"Content-Type": _UPDATE}, body=update.encode())


def _named(iri: str | None) -> tuple[tuple[str, str], ...]:
    return (("default", ""),) if iri is None else (("graph", iri),)


def _insert(iri: str | None, triples: str) -> str:
    return f"INSERT DATA {{\n{triples}}}" if iri is None else f"INSERT DATA {{ GRAPH <{iri}> {{\n{triples}}} }}"


def _batches(graph: GraphFile) -> Iterator[str]:
    """The statements of a graph, as many at a time as every store takes."""
    batch: list[bytes] = []
    size = 0
    for line in graph.lines():
        if batch and (len(batch) == _BATCH_TRIPLES or size + len(line) > _BATCH_BYTES):
            yield b"".join(batch).decode()
            batch, size = [], 0
        batch.append(line)
        size += len(line)
    if batch:
        yield b"".join(batch).decode()


def _aside(iri: str) -> str:
    """Where a graph is gathered: the same place each time, so that a run that goes on clears what another left."""
    return f"{GRAPH}loading-{hashlib.sha256(iri.encode()).hexdigest()[:16]}"


__all__ = ["GraphStoreWriter", "UpdateWriter", "Writer"]
