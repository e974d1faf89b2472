"""Strategies that prose and headings name, of the country their sentence gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from egov_kg.extract.prose_reading import Reading, said_owner
from egov_kg.extract.prose_strategy_lines import named_lines
from egov_kg.extract.strategies import HORIZON_RULE, ONE_NAME, both, kind_nearby, kind_of_name, strategy_of, years_of
from egov_kg.extract.strategy_manners import (
    NATIONAL,
    is_absent,
    is_dated,
    is_planned,
    is_programme,
    is_title_of_section,
)
from egov_kg.extract.strategy_names import StrategyName, strategy_names
from egov_kg.language import Sentence
from egov_kg.model import GapKind, Stated
from egov_kg.records import CountryRef, Record, Strategy

LINE_RULE = "prose-strategy-line"
URL_RULE = "prose-address-of-strategy"


def read_prose_strategies(reading: Reading) -> list[Record]:
    """The strategies of a section, where their own name or the words beside it say what kind they are."""
    passage = reading.passage
    names = strategy_names(passage, passage.start, passage.end)
    found: list[Strategy] = []
    before: StrategyName | None = None
    for name, following in zip(names, [*(name.start for name in names), passage.end][1:], strict=True):
        one = _strategy(reading, name, following)
        joined = before is not None and ONE_NAME.match(passage.text, before.end, name.start)
        before = name if one else None
        if one and found and joined:
            found[-1] = both(found[-1], one)
        elif one:
            found.append(one)
    return [*(one for one in found if one.kind.value), *_of_lines(reading)]


def _strategy(reading: Reading, name: StrategyName, following: int) -> Strategy | None:
    """The strategy that a name names, of the country that its sentence gives it; one that is not there yet is none."""
    passage = reading.passage
    sentence = passage.analysis.sentence_at(name.start)
    if sentence is None or _is_supranational(reading, sentence, name.start, name.end) or _is_mere(reading, name):
        return None
    if any(body.start < name.start and name.end <= body.end for body in reading.bodies[sentence.start]):
        return None
    owner = _owner(reading, sentence, name.start, name.end)
    if owner is None:
        return None
    one = strategy_of(passage, name, "", owner, following)
    if name.introduced and (not one.kind.value or one.kind.rule == HORIZON_RULE):
        one = replace(one, kind=kind_nearby(passage, sentence.start, sentence.end) or one.kind)
    return _with_address(reading, one, name.start, name.end)


def _is_mere(reading: Reading, name: StrategyName) -> bool:
    """Whether a name is one of a plan to come or that is not there, or of a mere programme or subject."""
    passage = reading.passage
    if is_absent(passage, name.start, name.end) or is_planned(passage, name.start, name.end):
        return True
    if is_title_of_section(passage, name.start, name.end):
        return True
    national = NATIONAL.search(reading.plain[name.start : name.end])
    return is_programme(name.head) and not national and not is_dated(passage, name.start, name.end)


def _owner(reading: Reading, sentence: Sentence, start: int, end: int) -> CountryRef | None:
    said = said_owner(reading, sentence, start, end)
    owner = said[0] if said else reading.country.value if reading.country else None
    if owner is None:
        reading.gap(GapKind.COUNTRY_NOT_SAID, start, end)
    return owner


def _of_lines(reading: Reading) -> Iterator[Strategy]:
    """The plans that lines of a section on plans name."""
    passage = reading.passage
    for line in named_lines(reading):
        sentence = passage.analysis.sentence_at(line.name[0])
        owner = _owner(reading, sentence, *line.name) if sentence else None
        kind = kind_of_name(passage, *line.name, "")
        kind = kind if kind.value and kind.rule != HORIZON_RULE else kind_nearby(passage, *line.body) or kind
        if not kind.value and reading.heading is not None:
            kind = kind_nearby(passage, *reading.heading) or kind
        if owner is None or not kind.value:
            continue
        first, last = years_of(passage, line.period) if line.period else (None, None)
        one = Strategy(
            country=passage.state(owner, *line.name, LINE_RULE),
            names=(passage.named(*line.name, LINE_RULE),),
            kind=kind,
            start_year=first,
            end_year=last,
        )
        yield _with_address(reading, one, *line.line)


def _with_address(reading: Reading, one: Strategy, start: int, end: int) -> Strategy:
    attached = reading.attached(start, end)
    if attached is None:
        return one
    return replace(one, urls=(Stated(value=attached.url, spans=attached.spans, rule=URL_RULE),))


def _is_supranational(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    """Whether a plan is one of an international organisation, by the words in or right before its name."""
    near = reading.international_in(max(sentence.start, start - 40), min(sentence.end, end + 40))
    for low, high, _ in near:
        before = high <= start and not re.sub(r"['’]s?", "", reading.plain[high:start]).strip()
        behind = (
            low >= end
            and low - end < 20
            and reading.words.pattern("of", "article").sub("", reading.plain[end:low]).strip() == ""
        )
        if (low < end and start < high) or before or behind:
            return True
    words = reading.words.pattern("supranational").finditer(reading.plain, max(sentence.start, start - 12), end)
    return any(match.end() > start for match in words)
