"""Plans that a line of a section on plans names: ``Harbour Concept (2018 - 2023)``, ``Puertos 2030``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from egov_kg.extract.dates import Period, find_periods
from egov_kg.extract.passage import Passage
from egov_kg.extract.prose_lines import headlines_above, is_headline
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.strategy_manners import is_supranational_name
from egov_kg.extract.strategy_words import pattern
from egov_kg.language import LANGUAGES, folded, load_lexicon
from egov_kg.language.blocks import Block

_HORIZON = re.compile(r"\s+(?P<year>20[1-6]\d)\Z")
_RANGE_BRACKET = re.compile(r"[\s,(–-]*\Z")
_MOST_HEADING_WORDS = 9
_BODY = 300
"""Characters of the text under a line in which it is said what the plan is about, or that there is none."""

Part = tuple[int, int]


class LineName(NamedTuple):
    """A plan's name that is a line: where it stands, where its years stand, and where the text under it stands."""

    name: Part
    period: Period | None
    line: Part
    body: Part


def named_lines(reading: Reading) -> Iterator[LineName]:
    """The lines of a section on plans that are a plan's name with its years."""
    passage = reading.passage
    blocks = passage.analysis.blocks
    for index, block in enumerate(blocks[:-1]):
        named = _named(passage, block) if is_headline(passage, index) else None
        if named is None or not _in_section_on_plans(reading, block):
            continue
        body = (blocks[index + 1].start, min(blocks[index + 1].end, blocks[index + 1].start + _BODY))
        if not pattern(r"\b", "none", r"\b").search(reading.plain, *body):
            yield LineName(*named, (block.start, block.end), body)


def _named(passage: Passage, block: Block) -> tuple[Part, Period | None] | None:
    """A line's name and its period; a horizon year belongs to the name."""
    words = passage.text[block.start : block.end]
    analysis = passage.analysis
    if analysis.within(block.start, block.end, "strategy-head", "instrument-type", "organization-head"):
        return None
    if is_supranational_name(passage, block.start, block.end) or _has_month(words):
        return None
    periods = find_periods(passage.text, block.start, block.end)
    if len(periods) == 1 and not passage.text[periods[0].end : block.end].strip(" )"):
        before = _RANGE_BRACKET.sub("", passage.text[block.start : periods[0].start])
        return ((block.start, block.start + len(before)), periods[0]) if len(before.split()) > 1 else None
    horizon = _HORIZON.search(words)
    if horizon is None or len(words.split()) < 2 or re.search(r"\d", words[: horizon.start()]):
        return None
    at = block.start + horizon.start("year")
    return (block.start, block.end), Period(at, block.end, None, int(horizon["year"]))


def _has_month(words: str) -> bool:
    said = set(re.findall(r"\w+", folded(words)))
    return any(said & set(load_lexicon(language).months) for language in LANGUAGES)


def _in_section_on_plans(reading: Reading, block: Block) -> bool:
    """Whether the nearest heading that is no plan's own name says that plans follow."""
    own = folded(reading.passage.words(block.start, block.end))
    lines = headlines_above(reading.passage, block.start)
    above = [folded(reading.passage.words(line.start, line.end)) for line in lines]
    titles = [title for title in (*reversed(reading.titles), *above) if title != own]
    return any(_on_plans(title) for title in titles)


def _on_plans(title: str) -> bool:
    words = re.sub(r"^[\d.\s]+", "", title)
    return len(words.split()) <= _MOST_HEADING_WORDS and pattern(r"\b", "section", r"\b").search(words) is not None


__all__ = ["LineName", "named_lines"]
