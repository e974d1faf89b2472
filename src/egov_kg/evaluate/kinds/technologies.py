"""Technologies that a country says it does something with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from egov_kg.evaluate.entries import code_labels
from egov_kg.evaluate.gold import GoldDocument, GoldTechnology
from egov_kg.evaluate.graph import BuildGraph, Statement, code_of, iri
from egov_kg.evaluate.kinds.kind import Kind
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match


@dataclass(frozen=True, slots=True, kw_only=True)
class _Technology:
    code: str
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.technologies is None:
        return
    found: dict[str, list[Statement]] = {}
    for thing in graph.of_country("TechnologyInitiative", gold.country):
        for technology in graph.values(thing, "egov:technology"):
            statement = Statement(subject=thing, predicate=iri("egov:technology"), object=technology)
            found.setdefault(code_of(technology), []).append(statement)
    read = [
        _Technology(code=code, fact=ReadFact(words=code, statements=tuple(statements)))
        for code, statements in sorted(found.items())
    ]
    yield from match(gold.technologies, read, lambda one, other: one.technology == other.code).comparison(
        "technology", _missed
    )


def _missed(gold: GoldTechnology) -> MissedFact:
    return MissedFact(words=gold.technology, terms=code_labels()["technology"][gold.technology])


KIND = Kind(names=("technology",), compare=_compare)
