"""The names that a store holds, as statements for the search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from egov_kg.search import PREDICATES, Statement
from egov_kg.server.source import Source
from egov_kg.store import EVIDENCE_FILE, FACTS_FILE


def names(source: Source) -> Iterator[Statement]:
    """What is said with the properties of names, a statement at a time; raises SyntaxError, OSError, RemoteError."""
    if source.elsewhere is not None:
        from egov_kg.server.forwarding import names_elsewhere  # noqa: PLC0415  # a build needs no client of HTTP

        yield from names_elsewhere(source.elsewhere)
        return
    if source.on_disk is None:
        # The files, as the store in memory is another process's; what stands in them is its default graph.
        wanted, folder = frozenset(PREDICATES), source.build or Path()
        for path in (folder / FACTS_FILE, folder / EVIDENCE_FILE):
            for quad in ox.parse(path=str(path), lenient=True) if path.is_file() else ():
                if quad.predicate.value in wanted:
                    yield from _statement(quad)
        return
    store = source.open_on_disk()
    for predicate in PREDICATES:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            yield from _statement(quad)


def _statement(quad: ox.Quad) -> Iterator[Statement]:
    subject, value = quad.subject, quad.object
    if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal | ox.NamedNode):
        language = (value.language or "") if isinstance(value, ox.Literal) else ""
        yield Statement(subject.value, quad.predicate.value, value.value, language)
