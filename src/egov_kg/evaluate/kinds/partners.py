"""Partners of public-private and multistakeholder work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from egov_kg.evaluate.gold import GoldDocument
from egov_kg.evaluate.graph import LABEL, BuildGraph, Statement, iri
from egov_kg.evaluate.kinds.kind import Kind
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match
from egov_kg.evaluate.normal import alike


@dataclass(frozen=True, slots=True, kw_only=True)
class _Partner:
    names: frozenset[str]
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.partners is None:
        return
    matching = match(gold.partners, _partners(gold.country, graph), lambda one, found: alike(one.names, found.names))
    yield from matching.comparison("partner", lambda one: MissedFact(words=one.names[0], terms=one.names))


def _partners(country: str, graph: BuildGraph) -> list[_Partner]:
    """The partners that have a name, each once, however many documents name it."""
    said: dict[str, list[Statement]] = {}
    for thing in graph.of_country("Partnership", country):
        for partner in graph.values(thing, "egov:partner"):
            statement = Statement(subject=thing, predicate=iri("egov:partner"), object=partner)
            said.setdefault(partner.value, []).append(statement)
    return [
        _Partner(
            names=graph.names(partner),
            fact=ReadFact(words=graph.text(partner, LABEL) or min(graph.names(partner)), statements=tuple(statements)),
        )
        for partner, statements in said.items()
        if graph.names(partner)
    ]


KIND = Kind(names=("partner",), compare=_compare)
