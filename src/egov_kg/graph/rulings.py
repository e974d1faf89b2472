"""What people decided, in the terms of the graph: which things are one, which statements are rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from egov_kg.decisions import TYPE_IRI, Decision, Label, Same, Value, Wrong, class_of
from egov_kg.graph.names import LABEL, OTHER_NAME, Spelling
from egov_kg.graph.reference import Triple
from egov_kg.graph.terms import iri
from egov_kg.graph.values import matches
from egov_kg.identifiers import entity_iri

REJECTED: Final = "prov:wasInvalidatedBy"
"""What a claim states of the decision that rejects it."""
ADDED: Final = "prov:wasGeneratedBy"
"""What a claim states of the decision that makes it."""


class Rejection(NamedTuple):
    """A statement that a person rejects, and the decision's term."""

    triple: Triple
    decision: str


def decision_term(decision: Decision) -> str:
    """The IRI of a decision, which follows from what it says."""
    return iri(entity_iri("Decision", decision.key))


@dataclass(frozen=True)
class Rulings:
    """The decisions of a build; ``replaced`` are IRIs that were merged before, ``published`` those that stay."""

    decisions: Sequence[Decision] = ()
    replaced: Mapping[str, str] = field(default_factory=dict)
    published: frozenset[str] = frozenset()

    @cached_property
    def paired(self) -> frozenset[str]:
        """The things of which a person says that they are the same as another one."""
        same = (one for one in self.decisions if isinstance(one, Same))
        return frozenset(iri(name) for one in same for name in (one.first, one.second))

    @cached_property
    def merged(self) -> Mapping[str, tuple[str, str]]:
        """What stands in the place of each thing that is merged away: the term and the class."""
        above: dict[str, str] = {}

        def find(term: str) -> str:
            while term in above:
                term = above[term]
            return term

        classes: dict[str, str] = {}
        for one in self.decisions:
            if isinstance(one, Same):
                classes |= {iri(name): class_of(name) or "" for name in (one.first, one.second)}
                first, second = find(iri(one.first)), find(iri(one.second))
                if first != second:
                    keep, gone = sorted((first, second), key=lambda term: self._standing(term, classes[term]))
                    above[gone] = keep
        return {term: (find(term), classes[find(term)]) for term in above}

    def _standing(self, term: str, class_name: str) -> tuple[bool, bool]:
        """What decides which of two IRIs stays; of equal ones the first does."""
        return class_name != "InternationalOrganization", term not in self.published

    def place(self, address: str) -> str:
        """The term of an IRI, or of what took its place; raises InvalidIdentifier."""
        term = iri(address)
        term = self.merged[term][0] if term in self.merged else term
        term = self.replaced.get(term, term)
        return self.merged[term][0] if term in self.merged else term

    @cached_property
    def _wrong(self) -> Mapping[tuple[str, str], Sequence[tuple[Value, str]]]:
        found: dict[tuple[str, str], list[tuple[Value, str]]] = {}
        for one in self.decisions:
            if isinstance(one, Wrong) and one.statement.predicate != TYPE_IRI:
                slot = self.place(one.statement.subject), iri(one.statement.predicate)
                found.setdefault(slot, []).append((one.statement.object, decision_term(one)))
        return found

    @cached_property
    def unreal(self) -> Mapping[str, str]:
        """The things that a person says are not what they are taken for, each with the decision."""
        found: dict[str, str] = {}
        for one in self.decisions:
            if isinstance(one, Wrong) and one.statement.predicate == TYPE_IRI:
                found.setdefault(self.place(one.statement.subject), decision_term(one))
        return found

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The names that a person gives; of two for one thing the later one."""
        return {self.place(one.thing): one for one in self.decisions if isinstance(one, Label)}

    def rejects(self, triple: Triple) -> Rejection | None:
        """The rejection of a statement, if a person rejects it."""
        for wanted, decision in self._wrong.get(triple[:2], ()) if self.decisions else ():
            if matches(wanted, triple[2], self.place):
                return Rejection(triple, decision)
        return None

    def rejects_spelling(self, spelling: Spelling) -> Rejection | None:
        """The rejection of a value while its spellings are counted: a name rejected as label or as other name."""
        if not self.decisions:
            return None
        forms = [(spelling.subject, spelling.predicate, spelling.term)]
        if spelling.predicate == LABEL or spelling.other_name:
            forms.append((spelling.subject, OTHER_NAME, spelling.other_name or spelling.term))
        return next((found for form in forms if (found := self.rejects(form)) is not None), None)

    def without(self, left_out: Iterable[Decision]) -> Rulings:
        """The decisions but some."""
        gone = {id(one) for one in left_out}
        return Rulings([one for one in self.decisions if id(one) not in gone], self.replaced, self.published)

    def missing_pairs(self, present: Iterable[str]) -> list[Same]:
        """The decisions about things that are one of which not both are there."""
        there = set(present)
        same = [one for one in self.decisions if isinstance(one, Same)]
        return [one for one in same if not {iri(one.first), iri(one.second)} <= there]
