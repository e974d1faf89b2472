"""Obeys what people decided: rejections with what follows from them, names, additions; and says what does not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from egov_kg.decisions import Add, Decision, Different, Label, Same, Unfit, Wrong, short
from egov_kg.graph.adding import Added, Additions, Site
from egov_kg.graph.following import Following
from egov_kg.graph.merging import settle_merged
from egov_kg.graph.names import LABEL, Election
from egov_kg.graph.reference import Triple
from egov_kg.graph.registry import LABELLED
from egov_kg.graph.rulings import ADDED, REJECTED, Rulings, decision_term
from egov_kg.graph.scribe import Claim, DocumentGraph, claim_iri
from egov_kg.graph.terms import iri, text, unquoted
from egov_kg.graph.values import matches
from egov_kg.records import DocumentRecords
from egov_kg.schema import Schema

PERSON: Final = "person"
"""The rule of a statement that a person added."""
_SURE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionGraph:
    """What people add that no document of the build says, the classes of new things, and the decisions that count."""

    claims: tuple[Claim, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A build after its decisions."""

    graphs: tuple[DocumentGraph, ...]
    decided: DecisionGraph
    unfit: tuple[Unfit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What decisions are checked against: registry statements and known terms, the documents, the names chosen."""

    schema: Schema
    registry: Callable[[str, str], Iterable[Triple]]
    known: Callable[[str], bool]
    sources: Sequence[DocumentRecords]
    election: Election
    longest_quotation: int


def decide_labels(rulings: Rulings, election: Election) -> None:
    """Fixes the names that people give, each in its language, before the names of documents are chosen.

    A name without a language is in that of the same words in a document, else of the name that it replaces.
    """
    for term, label in rulings.labels.items():
        known = election.terms(term, LABEL)
        alike = [name for name in known if unquoted(name) == label.name.words]
        usual = LABELLED[0] if _is_country(term) else "und"
        language = label.name.language or next((one.rpartition("@")[2] for one in [*alike, *known]), usual)
        if not _is_country(term) or language in LABELLED:
            election.decided[term, LABEL] = text(label.name.words, language)


def _is_country(term: str) -> bool:
    return term.startswith("country:")


def obey(graphs: Sequence[DocumentGraph], rulings: Rulings, basis: Basis) -> Decided:
    """The graphs of documents as people decided, with what they add; ``Same`` was obeyed where IRIs are made."""
    if not rulings.decisions:
        return Decided(graphs=tuple(graphs), decided=DecisionGraph(), unfit=())
    graphs = settle_merged(graphs, rulings, basis.schema)
    judge = _Judge(graphs, rulings, basis)
    additions = judge.additions()
    labels = {
        term: (label, (term, LABEL, basis.election.decided[term, LABEL]))
        for term, label in rulings.labels.items()
        if term in judge.classes and (term, LABEL) in basis.election.decided
    }
    while True:
        spoken = [one.triple for one in additions.added] + [triple for _, triple in labels.values()]
        following = Following(graphs, spoken, basis.schema)
        followed = following.run(rulings.unreal)
        if not additions.leave(following.gone.keys()):
            break
    labels = {term: named for term, named in labels.items() if term not in following.gone}
    graphs = tuple(_with_quoted(graph, additions.added) for graph in followed)
    own = [_claim(one) for one in additions.added if one.document is None]
    own += [_made(label, triple) for label, triple in labels.values()]
    unfit = [*additions.unfit, *judge.unfit(graphs, following.gone, labels)]
    decided = DecisionGraph(
        claims=tuple(sorted(own, key=lambda claim: (claim.triple, claim.iri))),
        classes=judge.spoken_of(additions, [claim.triple for claim in own]),
        decisions=_in_force(rulings.decisions, [*own, *(claim for graph in graphs for claim in graph.claims)]),
    )
    return Decided(graphs=graphs, decided=decided, unfit=tuple(unfit))


def _claim(added: Added) -> Claim:
    return _made(added.decision, added.triple)._replace(
        quotations=added.quotations, also=((ADDED, decision_term(added.decision)), *added.source)
    )


def _made(decision: Decision, triple: Triple) -> Claim:
    """A statement as a person makes it."""
    return Claim(claim_iri(decision.key, triple), *triple, PERSON, _SURE, (), also=((ADDED, decision_term(decision)),))


def _with_quoted(graph: DocumentGraph, added: Sequence[Added]) -> DocumentGraph:
    quoted = tuple(_claim(one) for one in added if one.document == graph.iri)
    return replace(graph, claims=(*graph.claims, *quoted)) if quoted else graph


def _in_force(decisions: Sequence[Decision], claims: Iterable[Claim]) -> tuple[Decision, ...]:
    """The decisions that some claim names, in the order of their IRIs."""
    named = {value for claim in claims for _, value in claim.also}
    found = {decision_term(one): one for one in reversed(decisions)}
    return tuple(found[term] for term in sorted(named & found.keys()))


class _Judge:
    """Says which decisions apply."""

    def __init__(self, graphs: Sequence[DocumentGraph], rulings: Rulings, basis: Basis) -> None:
        self._rulings, self._basis = rulings, basis
        self.classes = {term: name for graph in graphs for term, name in graph.classes.items()}
        wanted = {rulings.place(one.statement.subject) for one in rulings.decisions if isinstance(one, Wrong | Add)}
        self._read = _values((claim.triple for graph in graphs for claim in graph.claims if not claim.rejected), wanted)
        self._facts = _values((fact for graph in graphs for fact in graph.facts), wanted)
        known = sorted(wanted & self.classes.keys())
        self._registry = _values((fact for term in known for fact in basis.registry(term, self.classes[term])), wanted)

    def additions(self) -> Additions:
        """What people add and what of it applies."""
        stated = {
            slot: {*self._read.get(slot, ()), *self._facts.get(slot, ()), *self._registry.get(slot, ())}
            for slot in {*self._read, *self._facts, *self._registry}
        }
        additions = Additions(
            Site(
                rulings=self._rulings, schema=self._basis.schema, classes=self.classes, values=stated,
                known=self._basis.known, sources=self._basis.sources,
                longest_quotation=self._basis.longest_quotation,
            )
        )  # fmt: skip
        additions.run([one for one in self._rulings.decisions if isinstance(one, Add)])
        return additions

    def spoken_of(self, additions: Additions, own: Iterable[Triple]) -> Mapping[str, str]:
        """The classes of the things that people speak of and perhaps no document."""
        known = {**self.classes, **additions.classes}
        triples = [*own, *(one.triple for one in additions.added)]
        spoken = {term for triple in triples for term in (triple[0], triple[2])}
        return {term: known[term] for term in sorted(spoken & known.keys())}

    def unfit(
        self, graphs: Sequence[DocumentGraph], gone: Mapping[str, str], labels: Mapping[str, tuple[Label, Triple]]
    ) -> Iterator[Unfit]:
        """The rejections, names and pairs that do not apply, each with the reason."""
        rejected = [claim for graph in graphs for claim in graph.claims if claim.rejected]
        used = {value for claim in rejected for predicate, value in claim.also if predicate == REJECTED}
        present = {term for graph in graphs for term in graph.classes}
        for one in self._rulings.decisions:
            reason = None
            if isinstance(one, Wrong) and decision_term(one) not in used and decision_term(one) not in gone.values():
                reason = self._not_rejected(one, rejected)
            elif isinstance(one, Label) and not any(label is one for label, _ in labels.values()):
                reason = self._not_named(one)
            elif isinstance(one, Different):
                reason = self._not_apart(one, present)
            if reason is not None:
                yield Unfit(decision=one, reason=reason)

    def _not_rejected(self, one: Wrong, rejected: Sequence[Claim]) -> str:
        statement, place = one.statement, self._rulings.place
        if place(statement.subject) not in self.classes:
            return f"{short(statement.subject)} is not in this build"
        slot = place(statement.subject), iri(statement.predicate)
        if any((claim.subject, claim.predicate) == slot and matches(statement.object, claim.object, place)
               for claim in rejected) or slot[0] in self._rulings.unreal:  # fmt: skip
            return "another entry rejects it already"
        others = ((self._facts, "it follows from the file itself"), (self._registry, "the registry says it"))
        for values, reason in others:
            if any(matches(statement.object, value, place) for value in values.get(slot, ())):
                return f"{reason}, not the words of a document"
        stated = ", ".join(sorted(self._read.get(slot, ())))
        return f"the build states {slot[1]} {stated} of it" if stated else f"the build states no {slot[1]} of it"

    def _not_named(self, one: Label) -> str:
        term = self._rulings.place(one.thing)
        if self._rulings.labels.get(term) is not one:
            return "a later entry names it"
        if _is_country(term) and (term, LABEL) not in self._basis.election.decided:
            return f"a country has a label in each of {' and '.join(LABELLED)}, and in no other language"
        return f"{short(one.thing)} is not in this build"

    def _not_apart(self, one: Different, present: set[str]) -> str | None:
        first, second = (self._rulings.place(name) for name in (one.first, one.second))
        if first == second:
            return "another entry, or an earlier build, makes the two one"
        known = {term for term in (first, second) if term in present or self._basis.known(term)}
        missing = [term for term in (first, second) if term not in known]
        if not missing:
            return None
        return f"{_missing(missing)}: no document names it in words that make this address"


def not_one(one: Same, rulings: Rulings, present: set[str]) -> Unfit:
    """Why two things were not made one."""
    terms = iri(one.first), iri(one.second)
    others = rulings.without([one])
    if others.place(one.first) == others.place(one.second):
        return Unfit(decision=one, reason="the two are one already")
    return Unfit(decision=one, reason=_missing([term for term in terms if term not in present]))


def _missing(terms: Sequence[str]) -> str:
    return f"{' and '.join(terms)} {'is' if len(terms) == 1 else 'are'} not in this build"


def twice(decisions: Sequence[Decision]) -> tuple[list[Decision], list[Unfit]]:
    """The decisions, each once, and those that say again what another one says."""
    first: dict[str, Decision] = {}
    again = []
    for one in decisions:
        kept = first.setdefault(one.key, one)
        if kept is not one:
            again.append(Unfit(decision=one, reason=f"it says what entry {kept.number} says"))
    return list(first.values()), again


def _values(triples: Iterable[Triple], subjects: set[str]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for subject, predicate, value in triples if subjects else ():
        if subject in subjects:
            found.setdefault((subject, predicate), set()).add(value)
    return found
