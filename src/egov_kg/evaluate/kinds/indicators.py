"""Figures: the indicators of the questionnaire, and any other that the gold file names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from egov_kg.evaluate.gold import GoldDocument, GoldIndicator
from egov_kg.evaluate.graph import BuildGraph
from egov_kg.evaluate.kinds.kind import Kind, in_words
from egov_kg.evaluate.matching import Comparison, MissedFact, ReadFact, match

ASKED_FOR: Final = frozenset({"satisfaction", "ict-investment", "ict-use", "internet-use"})
"""The indicators of the questionnaire (17 to 20)."""
_EQUAL: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Observation:
    indicator: str
    value: float | None
    fact: ReadFact


def _compare(gold: GoldDocument, graph: BuildGraph) -> Iterator[Comparison]:
    if gold.indicators is None:
        return
    wanted = ASKED_FOR | {one.indicator for one in gold.indicators}
    read = [_observation(thing, graph) for thing in graph.of_country("IndicatorObservation", gold.country)]
    matching = match(gold.indicators, [one for one in read if one.indicator in wanted], _same)
    yield from matching.comparison("indicator", _missed)


def _observation(thing: str, graph: BuildGraph) -> _Observation:
    indicator = next(iter(graph.codes(thing, "egov:indicator")), "")
    words = in_words(indicator, graph.text(thing, "egov:value"), graph.text(thing, "egov:year"))
    return _Observation(
        indicator=indicator,
        value=graph.number(thing, "egov:value"),
        fact=ReadFact(words=words, statements=graph.statements(thing, "egov:value", "egov:indicator")),
    )


def _same(gold: GoldIndicator, found: _Observation) -> bool:
    return found.indicator == gold.indicator and found.value is not None and abs(found.value - gold.value) < _EQUAL


def _missed(gold: GoldIndicator) -> MissedFact:
    return MissedFact(words=f"{gold.indicator} {gold.value:g}", terms=(f"{gold.value:.15g}",))


KIND = Kind(names=("indicator",), compare=_compare)
