"""From the records of all documents to one graph."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from egov_kg.config import Limits
from egov_kg.graph.names import LABEL, Election
from egov_kg.graph.reference import CodeFacts, Codes, CountryFacts, OrganizationFacts, Triple
from egov_kg.graph.registry import Registry
from egov_kg.graph.scribe import DocumentGraph, Knowledge, Scribe
from egov_kg.graph.terms import code, thing
from egov_kg.graph.things import BY_RECORD
from egov_kg.identifiers import document_key
from egov_kg.model import Skipped
from egov_kg.records import DocumentRecords, EntityKey, Resolution

OWN_RULES: Mapping[str, Decimal] = {"tick-box": Decimal("0.98")}
"""The confidences of the rules that this stage names itself; those handed in come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What is known beside the documents: registries by their ids, codes, how sure each rule is."""

    countries: Mapping[str, CountryFacts]
    organizations: Mapping[str, OrganizationFacts]
    codes: Sequence[CodeFacts]
    confidences: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphBuild:
    """A graph before it is written: what each document gives, what the registry and the code lists give.

    ``classes`` names the class of every thing; ``replaced`` maps the IRI of a thing merged away to the one that
    replaces it; everything is sorted, so that equal input gives equal builds.
    """

    documents: tuple[DocumentGraph, ...]
    registry: tuple[Triple, ...]
    codes: tuple[Triple, ...]
    classes: Mapping[str, str]
    replaced: Mapping[str, str]
    skipped: tuple[Skipped, ...]


def build_graph(
    documents: Iterable[DocumentRecords],
    resolution: Resolution,
    reference: Reference,
    *,
    labels: Mapping[EntityKey, str] | None = None,
    limits: Limits | None = None,
) -> GraphBuild:
    """The graph of some documents, whatever the order in which they come.

    ``labels`` are names that a person decided, as text with a language (``"Name"@en``). Raises KnowledgeError where
    a fact needs a country, an organisation, a code or a rule that ``reference`` does not have.
    """
    session = _Session(resolution, reference, labels or {}, limits or Limits())
    sources, twice = _once(documents)
    with _without_collector():
        scribes = [session.read(source) for source in sources]
        graphs = tuple(scribe.close() for scribe in scribes)
    return session.finish(graphs, twice)


class _Session:
    """What the documents of one graph share, from the first one read to the last one closed."""

    def __init__(
        self, resolution: Resolution, reference: Reference, labels: Mapping[EntityKey, str], limits: Limits
    ) -> None:
        self._registry = Registry(reference.countries, reference.organizations)
        self._decided = {_term(key): label for key, label in labels.items()}
        self._replaced = {_term(old): _term(new) for old, new in resolution.replaced.items()}
        decided = {(term, LABEL): label for term, label in self._decided.items()}
        self.knowledge = Knowledge(
            resolution=resolution,
            subjects={record: table.subject for record, table in BY_RECORD.items()},
            codes=Codes(reference.codes),
            confidences={**OWN_RULES, **reference.confidences},
            election=Election(fixed={**dict(self._registry.names()), **decided}),
            longest_quotation=limits.quotation_characters,
        )

    def read(self, source: DocumentRecords) -> Scribe:
        """Writes down what a document states."""
        scribe = Scribe(source, self.knowledge)
        BY_RECORD[type(source.description)].write(scribe, source.description)
        written: set[int] = set()
        pending: list[object] = list(source.records)
        while pending:
            for record in pending:
                if id(record) not in written:
                    written.add(id(record))
                    _write(scribe, record)
            pending, scribe.mentioned = scribe.mentioned, []
        return scribe

    def finish(self, graphs: tuple[DocumentGraph, ...], twice: Iterable[Skipped] = ()) -> GraphBuild:
        """The whole graph, once every document is closed."""
        classes = {term: name for graph in graphs for term, name in graph.classes.items()}
        stated = {triple for term, name in classes.items() for triple in self._registry.triples(term, name)}
        stated -= {(term, LABEL, label) for term, label in self._registry.labels() if term in self._decided}
        stated |= {(term, LABEL, label) for term, label in self._decided.items() if term in classes}
        stated |= {(old, "dcterms:isReplacedBy", new) for old, new in self._replaced.items()}
        return GraphBuild(
            documents=graphs,
            registry=tuple(sorted(stated)),
            codes=self.knowledge.codes.used(_mentioned(graphs)),
            classes=dict(sorted(classes.items())),
            replaced=dict(sorted(self._replaced.items())),
            skipped=(*twice, *(skipped for graph in graphs for skipped in graph.skipped)),
        )


@contextmanager
def _without_collector() -> Iterator[None]:
    """No search for cycles of dead objects meanwhile: all that is made here stays, and the search doubles the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _write(scribe: Scribe, record: object) -> None:
    table = BY_RECORD[type(record)]
    scribe.attempt(type(record).__name__, (), lambda: table.write(scribe, record))


def _once(documents: Iterable[DocumentRecords]) -> tuple[list[DocumentRecords], list[Skipped]]:
    """The documents by their keys, each once: the same bytes under two names are one document."""
    first: dict[str, DocumentRecords] = {}
    twice: list[Skipped] = []
    for source in sorted(documents, key=lambda one: (one.source.sha256, one.source.file_name)):
        kept = first.setdefault(document_key(source.source.sha256), source)
        if kept is not source:
            reason = f"the same bytes as {kept.source.file_name}"
            twice.append(Skipped(document=source.source.file_name, what="document", reason=reason))
    return list(first.values()), twice


def _term(key: EntityKey) -> str:
    return thing(key.class_name, *filter(None, key.parts))


def _mentioned(graphs: Iterable[DocumentGraph]) -> set[str]:
    found: set[str] = set()
    for graph in graphs:
        found.update(value for _, _, value in graph.facts)
        found.update(claim.object for claim in graph.claims)
        found.update(
            code("question", quotation.question)
            for claim in graph.claims
            for quotation in claim.quotations
            if quotation.question
        )
    return found
