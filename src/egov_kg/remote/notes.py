"""What a store elsewhere says of what was published in it: one named graph of our own, in VoID.

A graph is first claimed (``a void:Dataset``) and, once it is whole, noted with its number of statements and its hash.
A graph that is claimed and not noted was being sent when something ended the run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from egov_kg.remote.endpoint import Endpoint
from egov_kg.remote.graphs import GraphSum
from egov_kg.vocabulary import PUBLISHED_GRAPH, SERVICE_DESCRIPTION, STANDARD_PREFIXES, VOID, WHOLE_GRAPH

_TYPE: Final = STANDARD_PREFIXES["rdf"] + "type"
_SHA256: Final = STANDARD_PREFIXES["schema"] + "sha256"
_INTEGER: Final = STANDARD_PREFIXES["xsd"] + "integer"
_MARK: Final = f"<{PUBLISHED_GRAPH}> <{_TYPE}> <{VOID}DatasetDescription> .\n"
_MARKED: Final = f"<{PUBLISHED_GRAPH}> <{_TYPE}> ?kind FILTER(?kind = <{VOID}DatasetDescription>)"
DEFAULT_LINE: Final = f"<{PUBLISHED_GRAPH}> <{SERVICE_DESCRIPTION}defaultGraph> <{WHOLE_GRAPH}> .\n"
"""Says that every statement stands once in a named graph, because the store's default graph shows all graphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A graph that was published or was about to be: then it has no number of statements and no hash."""

    iri: str
    triples: int | None = None
    sha256: str | None = None

    @property
    def lines(self) -> str:
        """What is said of the graph, in N-Triples."""
        claim = f"<{self.iri}> <{_TYPE}> <{VOID}Dataset> .\n"
        if self.sha256 is None:
            return claim
        return (
            f'{claim}<{self.iri}> <{VOID}triples> "{self.triples}"^^<{_INTEGER}> .\n'
            f'<{self.iri}> <{_SHA256}> "{self.sha256}" .\n'
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """All notes of a store, by graph."""

    graphs: Mapping[str, Note] = field(default_factory=lambda: MappingProxyType({}))
    found: bool = False
    whole_is_named: bool = False

    def say(self, found: GraphSum) -> bool:
        """Whether a graph was published as it now is."""
        return self.graphs.get(found.iri) == of_sum(found)

    def with_claims(self, graphs: Iterable[str]) -> Notes:
        """The notes with graphs that are not whole from now on."""
        claims = {iri: Note(iri=iri) for iri in graphs}
        return Notes(graphs=MappingProxyType({**self.graphs, **claims}), whole_is_named=self.whole_is_named)

    def to_lines(self, *, whole_is_named: bool) -> str:
        """The notes in N-Triples."""
        default = DEFAULT_LINE if whole_is_named else ""
        return _MARK + default + "".join(self.graphs[iri].lines for iri in sorted(self.graphs))


def of_sum(found: GraphSum) -> Note:
    """The note of a graph that is whole."""
    return Note(iri=found.iri, triples=found.triples, sha256=found.sha256)


def read_notes(endpoint: Endpoint) -> Notes:
    """The notes that a store holds; raises RemoteError."""
    if not holds_notes(endpoint):
        return Notes()
    rows = endpoint.select(
        f"SELECT ?graph ?triples ?sha256 WHERE {{ GRAPH <{PUBLISHED_GRAPH}> {{ ?graph a <{VOID}Dataset> "
        f"OPTIONAL {{ ?graph <{VOID}triples> ?triples ; <{_SHA256}> ?sha256 }} }} }} ORDER BY ?graph"
    )
    graphs = {
        iri: Note(iri=iri, triples=int(triples), sha256=sha256) if triples.isdecimal() else Note(iri=iri)
        for iri, triples, sha256 in rows
    }
    whole = f"GRAPH <{PUBLISHED_GRAPH}> {{ <{PUBLISHED_GRAPH}> <{SERVICE_DESCRIPTION}defaultGraph> ?whole }}"
    return Notes(graphs=MappingProxyType(graphs), found=True, whole_is_named=endpoint.holds(whole))


def is_noted(endpoint: Endpoint, found: GraphSum) -> bool:
    """Whether a store says that a graph is whole as it now is."""
    return read_notes(endpoint).say(found)


def holds_notes(endpoint: Endpoint) -> bool:
    """Whether the graph with the notes can be read in its own name."""
    return endpoint.holds(f"GRAPH <{PUBLISHED_GRAPH}> {{ {_MARKED} }}")


def default_graph_is_union(endpoint: Endpoint) -> bool:
    """Whether queries without GRAPH see what stands in named graphs; the notes must stand there."""
    return endpoint.holds(_MARKED)


__all__ = [
    "DEFAULT_LINE", "Note", "Notes", "default_graph_is_union", "holds_notes", "is_noted", "of_sum", "read_notes",
]  # fmt: skip
