"""Strategies by name and kind, and the years that are printed for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from egov_kg.evaluate.gold import GoldDocument, GoldStrategy
from egov_kg.evaluate.graph import LABEL, BuildGraph
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.matching import Comparison, Matching, MissedFact, ReadFact, Verdicts, match
from egov_kg.evaluate.normal import STRATEGY_NAME, alike, year_of

YEARS: Final = ("egov:startYear", "egov:endYear")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Strategy:
    thing: str
    kind: str
    names: frozenset[str]
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    found = [_strategy(thing, graph) for thing in graph.of_country("Strategy", gold.country)]
    matching = match(
        gold.strategies, found, lambda one, read: alike(one.names, read.names, STRATEGY_NAME) and read.kind in one.kinds
    )
    yield from matching.comparison(
        "strategy", lambda one: MissedFact(words=in_words(one.kinds[0], one.names[0]), terms=one.names)
    )
    yield from _years(matching, graph)


def _strategy(thing: str, graph: BuildGraph) -> _Strategy:
    kind = next(iter(graph.codes(thing, "egov:strategyKind")), "")
    return _Strategy(
        thing=thing,
        kind=kind,
        names=graph.names(thing),
        fact=ReadFact(
            words=in_words(kind, graph.text(thing, LABEL)), statements=graph.statements(thing, LABEL, "skos:altLabel")
        ),
    )


def _years(matching: Matching[GoldStrategy, _Strategy], graph: BuildGraph) -> Iterator[Comparison]:
    """The first and the last year, compared one by one; a year where none is printed is too much."""
    verdicts = Verdicts()
    wanted = 0
    for gold in matching.required:
        partner = matching.partner(gold)
        for predicate, year in zip(YEARS, (gold.start, gold.end), strict=True):
            read = graph.text(partner.thing, predicate) if partner else None
            wanted += year is not None
            hit = year is not None and year_of(read) == year
            words = f"{'start' if predicate == YEARS[0] else 'end'} {{}} of {gold.names[0]}"
            if partner and read is not None:
                fact = ReadFact(words=words.format(read), statements=graph.statements(partner.thing, predicate))
                (verdicts.right if hit else verdicts.surplus).append(fact)
            if year is not None and not hit:
                verdicts.missed.append(MissedFact(words=words.format(year), terms=gold.names))
    if wanted:
        yield verdicts.comparison("strategy years", gold=wanted)


KIND = Kind(names=("strategy", "strategy years"), compare=_compare)
