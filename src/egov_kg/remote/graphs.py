"""The graphs of a build as they are sent: each as a file of N-Triples, with its number of statements and its hash."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from egov_kg.errors import StoreUnusable
from egov_kg.store import Store
from egov_kg.vocabulary import WHOLE_GRAPH

_MODULUS: Final = 2**256


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphSum:
    """What a graph holds, in short; ``iri`` is WHOLE_GRAPH for the default graph.

    ``sha256`` is the sum of the SHA-256 of its lines in N-Triples, modulo 2^256, in 64 hexadecimal digits: it depends
    on no order, so that a graph of any size is read once and not sorted (an additive multiset hash, Clarke et al.
    2003).
    """

    iri: str
    triples: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphFile:
    """A graph of a build, written out."""

    sum: GraphSum
    path: Path

    def lines(self) -> Iterator[bytes]:
        """The statements, one a line."""
        with self.path.open("rb") as file:
            yield from file


def graph_names(store: Store) -> list[str]:
    """The named graphs of a build, sorted, and WHOLE_GRAPH, which stands for the default graph, at the end."""
    return [*store.graphs(), WHOLE_GRAPH]


@contextmanager
def written(store: Store, iri: str, known: GraphSum | None = None) -> Iterator[GraphFile]:
    """A graph as a file that is removed at the end; raises StoreUnusable for a graph with blank nodes.

    A blank node has another name each time it is read: what was sent before could not be recognised, and a graph
    that is sent in parts would fall apart. Builds have none. ``known`` is what was found when the same store was
    read before.
    """
    graph = ox.DefaultGraph() if iri == WHOLE_GRAPH else ox.NamedNode(iri)
    with tempfile.TemporaryDirectory(prefix="egov-kg-") as folder:
        path = Path(folder) / "graph.nt"
        with path.open("wb") as file:
            store.raw.dump(file, ox.RdfFormat.N_TRIPLES, from_graph=graph)
        yield GraphFile(sum=known or _sum(iri, path), path=path)


def _sum(iri: str, path: Path) -> GraphSum:
    total = count = 0
    with path.open("rb") as file:
        for line in file:
            if b"_:" in line and (line.startswith(b"_:") or b" _:" in _object_start(line)):
                raise StoreUnusable(iri, "this graph holds blank nodes, which no build has; it cannot be published")
            total += int.from_bytes(hashlib.sha256(line).digest())
            count += 1
    return GraphSum(iri=iri, triples=count, sha256=f"{total % _MODULUS:064x}")


def _object_start(line: bytes) -> bytes:
    """The object's first characters with the blank before them."""
    end_of_predicate = line.find(b"> ", line.find(b"> ") + 2)
    return line[end_of_predicate + 1 : end_of_predicate + 4]


__all__ = ["GraphFile", "GraphSum", "graph_names", "written"]
