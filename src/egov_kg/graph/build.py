"""From the records of all documents to one graph."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal

from egov_kg.config import Limits
from egov_kg.decisions import Decision, Unfit
from egov_kg.graph.deciding import Basis, Decided, DecisionGraph, decide_labels, not_one, obey, twice
from egov_kg.graph.names import LABEL, OTHER_NAME, Election
from egov_kg.graph.reference import CodeFacts, Codes, CountryFacts, OrganizationFacts, Triple
from egov_kg.graph.registry import Registry
from egov_kg.graph.rulings import Rulings
from egov_kg.graph.scribe import DocumentGraph, Knowledge, Scribe, own_question
from egov_kg.graph.terms import code, string, thing
from egov_kg.graph.things import BY_RECORD
from egov_kg.identifiers import document_key
from egov_kg.model import Skipped
from egov_kg.records import AnswerRecord, DocumentRecords, EntityKey, Resolution
from egov_kg.schema import load_schema

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
    replaces it; ``decided`` is what people add, ``unfit`` what they decided and does not apply, in the order of their
    file. Everything else is sorted, so that equal input gives equal builds.
    """

    documents: tuple[DocumentGraph, ...]
    registry: tuple[Triple, ...]
    codes: tuple[Triple, ...]
    classes: Mapping[str, str]
    replaced: Mapping[str, str]
    skipped: tuple[Skipped, ...]
    decided: DecisionGraph = field(default_factory=DecisionGraph)
    unfit: tuple[Unfit, ...] = ()


def build_graph(
    documents: Iterable[DocumentRecords],
    resolution: Resolution,
    reference: Reference,
    *,
    decisions: Sequence[Decision] = (),
    limits: Limits | None = None,
) -> GraphBuild:
    """The graph of some documents, whatever the order in which they come, as people decided.

    Raises KnowledgeError where a fact needs a country, an organisation, a code or a rule that ``reference`` does not
    have.
    """
    sources, doubles = _once(documents)
    kept, unfit = twice(decisions)
    replaced = {_term(old): _term(new) for old, new in resolution.replaced.items()}
    rulings = Rulings(kept, replaced, frozenset(map(_term, resolution.published)))
    with _without_collector():
        while True:
            codes = (*reference.codes, *_own_questions(sources))
            session = _Session(resolution, replace(reference, codes=codes), rulings, limits or Limits())
            graphs, paired = session.read_all(sources)
            if not (missing := rulings.missing_pairs(paired)):
                break
            # Two things of which one is not there stay as they are: everything is read again without the decision.
            unfit += [not_one(one, rulings, paired) for one in missing]
            rulings = rulings.without(missing)
        decided = obey(graphs, rulings, session.basis(sources))
    every = sorted([*unfit, *decided.unfit], key=lambda one: one.decision.number)
    return session.finish(decided, doubles, every)


class _Session:
    """What the documents of one graph share, from the first one read to the last one closed."""

    def __init__(self, resolution: Resolution, reference: Reference, rulings: Rulings, limits: Limits) -> None:
        self._registry = Registry(reference.countries, reference.organizations)
        self._rulings = rulings
        self.knowledge = Knowledge(
            resolution=resolution,
            subjects={record: table.subject for record, table in BY_RECORD.items()},
            codes=Codes(reference.codes),
            confidences={**OWN_RULES, **reference.confidences},
            election=Election(
                fixed=dict(self._registry.names()), merged={term for term, _ in rulings.merged.values()}
            ),
            longest_quotation=limits.quotation_characters,
            rulings=rulings,
        )

    def read_all(self, sources: Sequence[DocumentRecords]) -> tuple[tuple[DocumentGraph, ...], set[str]]:
        """What each document gives, and which of the things that a person says are one are there."""
        scribes = [self.read(source) for source in sources]
        decide_labels(self._rulings, self.knowledge.election)
        graphs = sorted([*_files(sources), *(scribe.close() for scribe in scribes)], key=lambda graph: graph.iri)
        return tuple(graphs), {term for scribe in scribes for term in scribe.paired}

    def basis(self, sources: Sequence[DocumentRecords]) -> Basis:
        """What decisions are checked against."""
        return Basis(
            schema=load_schema(),
            registry=self._registry.triples,
            known=lambda term: self._registry.knows(term) or self.knowledge.codes.knows(term),
            sources=sources,
            election=self.knowledge.election,
            longest_quotation=self.knowledge.longest_quotation,
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

    def finish(self, decided: Decided, doubles: Iterable[Skipped], unfit: Iterable[Unfit]) -> GraphBuild:
        """The whole graph, once every document is closed and every decision obeyed."""
        graphs = decided.graphs
        classes = {term: name for graph in graphs for term, name in graph.classes.items()} | {**decided.decided.classes}
        merged = {gone: kept for gone, (kept, _) in self._rulings.merged.items()}
        later = {old: merged.get(new, new) for old, new in self._rulings.replaced.items()}
        replaced = {old: new for old, new in (later | merged).items() if new in classes and old not in classes}
        stated = {triple for term, name in classes.items() for triple in self._registry.triples(term, name)}
        stated = {self._renamed(triple) for triple in stated}
        stated |= {(old, "dcterms:isReplacedBy", new) for old, new in replaced.items()}
        return GraphBuild(
            documents=graphs,
            registry=tuple(sorted(stated)),
            codes=self.knowledge.codes.used(_mentioned(graphs, decided.decided)),
            classes=dict(sorted(classes.items())),
            replaced=dict(sorted(replaced.items())),
            skipped=(*doubles, *(skipped for graph in graphs for skipped in graph.skipped)),
            decided=decided.decided,
            unfit=tuple(unfit),
        )

    def _renamed(self, triple: Triple) -> Triple:
        """A label of the registry is another name where a person names the thing; a country has one a language."""
        term, predicate, label = triple
        name = self.knowledge.election.decided.get((term, LABEL))
        if name is None or predicate != LABEL or label == name:
            return triple
        one_only = not term.startswith("country:")
        return (term, OTHER_NAME, label) if one_only or label.rpartition("@")[2] == name.rpartition("@")[2] else triple


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
    for source in sorted(documents, key=lambda one: (one.source.key, one.source.file_name)):
        kept = first.setdefault(source.source.key, source)
        if kept is not source:
            reason = f"the same bytes as {kept.source.file_name}"
            twice.append(Skipped(document=source.source.file_name, what="document", reason=reason))
    return list(first.values()), twice


def _own_questions(sources: Iterable[DocumentRecords]) -> list[CodeFacts]:
    """The questions that documents print and no form describes, as codes."""
    names = {
        own_question(source, record.question)
        for source in sources for record in source.records if isinstance(record, AnswerRecord) and record.printed
    }  # fmt: skip
    return [CodeFacts(scheme="question", code=name, labels={}, printed=True) for name in sorted(names)]


def _files(sources: Iterable[DocumentRecords]) -> Iterator[DocumentGraph]:
    """What is stated of the files that hold several documents; what these say stands with each of them."""
    once = {document_key(one.source.sha256): one.source for one in sources if one.source.part}
    for key, source in once.items():
        term = thing("SourceDocument", key)
        facts = ((term, "egov:fileName", string(source.file_name)), (term, "egov:sha256", string(source.sha256)))
        yield DocumentGraph(term, {term: "SourceDocument"}, facts, (), ())


def _term(key: EntityKey) -> str:
    return thing(key.class_name, *filter(None, key.parts))


def _mentioned(graphs: Iterable[DocumentGraph], decided: DecisionGraph) -> set[str]:
    found = {claim.object for claim in decided.claims}
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
