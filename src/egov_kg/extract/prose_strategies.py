"""Strategies that prose and headings name, of the country their sentence gives them."""

from __future__ import annotations

import re
from dataclasses import replace

from egov_kg.extract.prose_reading import Reading, said_owner
from egov_kg.extract.strategies import strategy_names, strategy_of
from egov_kg.language import Sentence
from egov_kg.model import GapKind, Stated
from egov_kg.records import Record, Strategy

URL_RULE = "prose-address-of-strategy"


def read_prose_strategies(reading: Reading) -> list[Record]:
    """The strategies of a section, where their own name says what kind they are."""
    passage = reading.passage
    names = strategy_names(passage, passage.start, passage.end)
    found: list[Record] = []
    for name, following in zip(names, [*(name.start for name in names), passage.end][1:], strict=True):
        sentence = passage.analysis.sentence_at(name.start)
        if sentence is None or _is_supranational(reading, sentence, name.start, name.end):
            continue
        if any(body.start < name.start and name.end <= body.end for body in reading.bodies[sentence.start]):
            continue
        said = said_owner(reading, sentence, name.start, name.end)
        owner = said[0] if said else reading.country.value if reading.country else None
        if owner is None:
            reading.gap(GapKind.COUNTRY_NOT_SAID, name.start, name.end)
            continue
        one = strategy_of(passage, name, "", owner, following)
        if one.kind.value:
            found.append(_with_address(reading, one, name.start, name.end))
    return found


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
