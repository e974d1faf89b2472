"""What two things that a person makes one say against each other: one value stays, the others are rejected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from egov_kg.decisions import Same, class_of, full_iri
from egov_kg.graph.reference import Triple
from egov_kg.graph.rulings import REJECTED, Rulings, decision_term
from egov_kg.graph.scribe import Claim, DocumentGraph
from egov_kg.graph.terms import local
from egov_kg.schema import Schema


def settle_merged(graphs: Sequence[DocumentGraph], rulings: Rulings, schema: Schema) -> tuple[DocumentGraph, ...]:
    """The graphs with the claims rejected that two things of one pair cannot both make.

    Of what a thing has once (its country, its year) the value stays that is quoted most, then the first in the
    alphabet; nothing stands under itself. Each rejection names the decision that makes the two one.
    """
    merged = _Merged(rulings)
    votes: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for claim in _live(graphs) if merged.decisions else ():
        if merged.decision(claim.subject) and _once(claim, schema):
            votes[claim.subject, claim.predicate][claim.object] += len(claim.quotations)
    losing = _losing(votes)
    losing |= {claim.triple for claim in _live(graphs) if merged.decisions and claim.subject == claim.object}
    return tuple(
        replace(graph, claims=tuple(_judged(claim, losing, merged) for claim in graph.claims)) if losing else graph
        for graph in graphs
    )


class _Merged:
    """The things that pairs touch: those that stay, and those whose keys are made of one."""

    def __init__(self, rulings: Rulings) -> None:
        pairs = [one for one in rulings.decisions if isinstance(one, Same)]
        self.decisions = {rulings.place(one.second): decision_term(one) for one in reversed(pairs)}
        self._names = sorted((local(term), decision) for term, decision in self.decisions.items())

    def decision(self, term: str) -> str | None:
        """The decision that touches a thing, None for a thing that none does."""
        own = self.decisions.get(term)
        return own or next((decision for name, decision in self._names if name in local(term)), None)


def _live(graphs: Sequence[DocumentGraph]) -> Iterable[Claim]:
    return (claim for graph in graphs for claim in graph.claims if not claim.rejected)


def _once(claim: Claim, schema: Schema) -> bool:
    found = schema.properties.get(full_iri(claim.predicate) or "")
    return found is not None and found.once(class_of(full_iri(claim.subject) or "") or "")


def _losing(votes: Mapping[tuple[str, str], Mapping[str, int]]) -> set[Triple]:
    found = set()
    for (subject, predicate), values in votes.items():
        stays = min(values, key=lambda value: (-values[value], value))
        found |= {(subject, predicate, value) for value in values if value != stays}
    return found


def _judged(claim: Claim, losing: set[Triple], merged: _Merged) -> Claim:
    decision = merged.decision(claim.subject) if claim.triple in losing and not claim.rejected else None
    return claim._replace(also=((REJECTED, decision),)) if decision else claim
