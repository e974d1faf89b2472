"""A build into a store elsewhere: only the graphs that differ, each replaced as a whole, counted at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from egov_kg.errors import RemoteError
from egov_kg.progress import Progress
from egov_kg.remote.addresses import Addresses, find_endpoint, find_writer
from egov_kg.remote.endpoint import Endpoint
from egov_kg.remote.graphs import GraphSum, graph_names, written
from egov_kg.remote.notes import DEFAULT_LINE, Notes, default_graph_is_union, of_sum, read_notes
from egov_kg.remote.transport import Transport
from egov_kg.remote.writers import Writer
from egov_kg.store import Store, open_build
from egov_kg.vocabulary import WHOLE_GRAPH
from egov_kg.wording import counted

_AT_ONCE: Final = 50
"""Graphs that are counted in one query."""


class WholeGraph(StrEnum):
    """Where the graph goes that holds every statement once."""

    AUTO = "auto"
    """Into the default graph where that is free or ours; into a named one where the default graph shows all graphs."""
    REPLACE = "replace"
    """Into the default graph, whatever stands there."""
    NAMED = "named"
    """Into a named graph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A graph whose number of statements in the store is not that of the build."""

    iri: str
    expected: int
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """What a publication did, or would do.

    ``writer`` names the protocol and the address, None where nothing was written; ``left`` are graphs of ours that
    the build has no more and that stay; ``whole_is_named`` is None where that was not to be known.
    """

    endpoint: str
    writer: str | None
    sent: tuple[GraphSum, ...]
    unchanged: tuple[GraphSum, ...]
    removed: tuple[str, ...]
    left: tuple[str, ...]
    whole_is_named: bool | None
    mismatches: tuple[Mismatch, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the store holds what the build does."""
        return not self.mismatches


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    notes: Notes
    sums: tuple[GraphSum, ...]
    send: tuple[GraphSum, ...]
    gone: tuple[str, ...]
    whole_is_named: bool | None

    @property
    def unchanged(self) -> tuple[GraphSum, ...]:
        return tuple(found for found in self.sums if found not in self.send)


def publish(  # noqa: PLR0913  # where, what and how
    folder: Path,
    addresses: Addresses,
    transport: Transport,
    *,
    whole: WholeGraph = WholeGraph.AUTO,
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> PublishReport:
    """Puts the graphs of a build, or of a store made by ``egov-kg load``, into a store elsewhere.

    A graph is sent where the store does not note the same hash or does not hold as many statements; a run that was
    ended goes on when it is started again. With ``prune`` graphs that an earlier publication put there and the build
    has no more are removed. Raises BuildNotFound, StoreUnusable and RemoteError.
    """
    store = open_build(folder)
    endpoint = find_endpoint(addresses, transport)
    plan = _plan(endpoint, _sums(store, progress), whole)
    writer = None
    if dry_run:
        return _report(endpoint, plan, writer, removed=plan.gone if prune else ())
    if plan.send or (prune and plan.gone):
        writer, named = _prepared(addresses, transport, endpoint, plan, whole)
        _send(writer, store, plan, named, progress)
        if prune:
            _prune(writer, plan, named)
    else:
        named = bool(plan.whole_is_named)
    found = _counts(endpoint, plan.sums, named)
    wrong = [Mismatch(iri=one.iri, expected=one.triples, found=found[one.iri]) for one in plan.sums]
    return _report(
        endpoint, plan, writer, removed=plan.gone if prune else (), named=named,
        mismatches=tuple(one for one in wrong if one.expected != one.found),
    )  # fmt: skip


def _sums(store: Store, progress: Progress | None) -> tuple[GraphSum, ...]:
    names = graph_names(store)
    if progress:
        progress.stage("reading the build", len(names))
    found = []
    for iri in names:
        with written(store, iri) as graph:
            found.append(graph.sum)
        if progress:
            progress.advance()
    return tuple(found)


def _plan(endpoint: Endpoint, sums: tuple[GraphSum, ...], whole: WholeGraph) -> _Plan:
    notes = read_notes(endpoint)
    named: bool | None = None
    if whole is not WholeGraph.AUTO:
        named = whole is WholeGraph.NAMED
    elif notes.found:
        named = notes.whole_is_named or default_graph_is_union(endpoint)
    counts = _counts(endpoint, sums, bool(named))
    send = tuple(one for one in sums if not (notes.say(one) and counts[one.iri] == one.triples))
    gone = tuple(sorted(notes.graphs.keys() - {one.iri for one in sums}))
    return _Plan(notes=notes, sums=sums, send=send, gone=gone, whole_is_named=named)


def _counts(endpoint: Endpoint, sums: Iterable[GraphSum], whole_is_named: bool) -> Mapping[str, int]:
    """How many statements a store holds in each graph of a build."""
    wanted = [one.iri for one in sums]
    found = dict.fromkeys(wanted, 0)
    named = [iri for iri in wanted if whole_is_named or iri != WHOLE_GRAPH]
    for start in range(0, len(named), _AT_ONCE):
        values = " ".join(f"<{iri}>" for iri in named[start : start + _AT_ONCE])
        rows = endpoint.select(
            f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        )
        found.update({iri: int(count) for iri, count in rows if iri})
    if not whole_is_named:
        ((count,),) = endpoint.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        found[WHOLE_GRAPH] = int(count)
    return found


def _prepared(
    addresses: Addresses, transport: Transport, endpoint: Endpoint, plan: _Plan, whole: WholeGraph
) -> tuple[Writer, bool]:
    """What writes, and whether the whole graph is a named one; the notes then say which graphs are not whole now."""
    notes = plan.notes.with_claims(one.iri for one in plan.send if one.iri != WHOLE_GRAPH)
    if WHOLE_GRAPH in plan.notes.graphs and any(one.iri == WHOLE_GRAPH for one in plan.send):
        notes = notes.with_claims([WHOLE_GRAPH])
    writer = find_writer(addresses, transport, endpoint, notes.to_lines(whole_is_named=bool(plan.whole_is_named)))
    named = default_graph_is_union(endpoint) if plan.whole_is_named is None else plan.whole_is_named
    if named and not plan.whole_is_named:
        writer.claim(DEFAULT_LINE)
    ours = WHOLE_GRAPH in plan.notes.graphs and not plan.notes.whole_is_named
    if not (named or ours) and whole is not WholeGraph.REPLACE and endpoint.holds("?s ?p ?o"):
        raise RemoteError(
            endpoint.url,
            "the default graph of this store holds statements that egov-kg did not put there. Name another data set, "
            "or let them be replaced (--whole-graph replace) or stay (--whole-graph named)",
        )
    writer.claim(Notes().with_claims([WHOLE_GRAPH]).graphs[WHOLE_GRAPH].lines)
    return writer, named


def _send(writer: Writer, store: Store, plan: _Plan, whole_is_named: bool, progress: Progress | None) -> None:
    if progress:
        progress.stage(f"sending ({writer.name})", len(plan.send))
    for done, one in enumerate(plan.send):
        place = None if one.iri == WHOLE_GRAPH and not whole_is_named else one.iri
        try:
            with written(store, one.iri, known=one) as graph:
                writer.replace(place, graph, of_sum(graph.sum).lines)
        except RemoteError as error:
            how_far = f"{done} of {len(plan.send)} graphs were sent; the same command goes on from there"
            raise RemoteError(error.url, f"{error.reason}\n{how_far}", error.status) from error
        if progress:
            progress.advance(f"{one.iri if place else 'the default graph'} ({counted(one.triples, 'statement')})")


def _prune(writer: Writer, plan: _Plan, whole_is_named: bool) -> None:
    for iri in plan.gone:
        writer.remove(iri)
    if plan.gone:
        notes = Notes(graphs={one.iri: of_sum(one) for one in plan.sums})
        writer.replace_notes(notes.to_lines(whole_is_named=whole_is_named))


def _report(  # noqa: PLR0913  # a parameter a thing that is known by now
    endpoint: Endpoint,
    plan: _Plan,
    writer: Writer | None,
    *,
    removed: tuple[str, ...],
    named: bool | None = None,
    mismatches: tuple[Mismatch, ...] = (),
) -> PublishReport:
    return PublishReport(
        endpoint=endpoint.url,
        writer=writer.name if writer else None,
        sent=plan.send,
        unchanged=plan.unchanged,
        removed=removed,
        left=() if removed else plan.gone,
        whole_is_named=plan.whole_is_named if named is None else named,
        mismatches=mismatches,
    )


__all__ = ["Mismatch", "Progress", "PublishReport", "WholeGraph", "publish"]
