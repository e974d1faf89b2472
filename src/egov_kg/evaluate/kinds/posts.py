"""Posts by who holds them: in prose all, elsewhere that of the chief information officer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from egov_kg.evaluate.gold import DocumentKind, GoldDocument
from egov_kg.evaluate.graph import BuildGraph
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match
from egov_kg.evaluate.normal import alike

CHIEF_INFORMATION_OFFICER: Final = "chief-information-officer"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    holders: frozenset[str]
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.posts is None:
        return
    things = graph.of_country("Post", gold.country)
    if gold.kind is not DocumentKind.PROSE:
        things = tuple(thing for thing in things if CHIEF_INFORMATION_OFFICER in _kind(thing, graph))
    matching = match(
        gold.posts, [_post(thing, graph) for thing in things], lambda one, found: alike(one.holders, found.holders)
    )
    yield from matching.comparison("post", lambda one: MissedFact(words=one.holders[0], terms=one.holders))


def _kind(thing: str, graph: BuildGraph) -> tuple[str, ...]:
    return graph.codes(thing, "egov:postType")[:1]


def _post(thing: str, graph: BuildGraph) -> _Post:
    people = graph.texts(thing, "egov:heldBy")
    names = (name for one in people for name in (*graph.texts(one, "foaf:name"), *graph.texts(one, "rdfs:label")))
    holders = frozenset(names)
    title = graph.text(thing, "rdfs:label")
    statements = graph.statements(thing, "egov:heldBy") or graph.statements(thing, "egov:postType", "rdfs:label")
    return _Post(
        holders=holders, fact=ReadFact(words=in_words(" / ".join(sorted(holders)), title), statements=statements)
    )


KIND = Kind(names=("post",), compare=_compare)
