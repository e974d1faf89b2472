"""Figures that prose and tables give for an indicator: of the country itself, measured, with the year that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from egov_kg.extract.dates import DateHit
from egov_kg.extract.indicators import (
    CLAUSE,
    PERCENT,
    clause_start,
    is_bound,
    is_elsewhere,
    is_range,
    observation,
    value_of,
    year_of_figure,
)
from egov_kg.extract.prose_fact_words import FactWords, load_fact_words
from egov_kg.extract.prose_figure_rows import figure_of_row
from egov_kg.extract.prose_reading import Reading
from egov_kg.extract.word_groups import phrases_of_group
from egov_kg.language import Sentence
from egov_kg.records import CountryRef, IndicatorObservation, Record

RULE = "prose-figure-said"
ROW_RULE = "prose-figure-in-row"
YEAR_RULE = "prose-figure-year"
_SIGNS = ("%", "cent", "ciento")
_TO_COME = re.compile(
    r"\b(?:will|shall|should|sera|seran|serao|deberia|devra|devrait|devera|debera|se espera)\b"
    r"|\b(?:by|until|para|hasta|d'ici|ate|a l'horizon|no horizonte|al horizonte)\s+(?:el\s+|a\s+|de\s+|o\s+)?"
    r"(?:ano\s+)?20\d\d"
)
_POINTS = re.compile(r"\s*(?:points?|puntos?|pontos?|pp)\b")
_OF = re.compile(r"\s+(?:of|de|del|des|du|d'|do|da|dos|das)\b")
_NOT = re.compile(r"\b(?:not|no|nao|pas|non|insatisf\w+|descontent\w+|mecontent\w+)\s+(?:\w+\s+){0,2}\Z")
_GDP_NEAR = 90
"""Characters between a share and the words for the gross domestic product that it is of."""


class Figure(NamedTuple):
    """A figure with its indicator, its place, its year where one is said, and the rule that read it."""

    indicator: str
    start: int
    end: int
    year: DateHit | None
    rule: str


def read_prose_figures(reading: Reading) -> list[Record]:
    """The newest figure that a section gives for each indicator that the document did not give before."""
    home = reading.country.value if reading.country else None
    if home is None or not any(sign in reading.plain for sign in _SIGNS):
        return []
    words = load_fact_words(reading.words.language)
    best: dict[str, Figure] = {}
    for figure in _figures(reading, words, home):
        other = best.get(figure.indicator)
        if other is None or _year(figure) > _year(other):
            best[figure.indicator] = figure
    found: list[Record] = []
    for figure in best.values():
        if (home.iso3, figure.indicator) not in reading.memory.told:
            reading.memory.told.add((home.iso3, figure.indicator))
            found.append(_observation(reading, home, figure))
    return found


def _year(figure: Figure) -> int:
    return figure.year.year if figure.year else 0


def _observation(reading: Reading, home: CountryRef, figure: Figure) -> IndicatorObservation:
    passage, year = reading.passage, figure.year
    one = observation(passage, home, figure.indicator, (figure.start, figure.end), rule=figure.rule)
    return replace(one, year=passage.state(year.year, year.start, year.end, YEAR_RULE) if year else None)


def _figures(reading: Reading, words: FactWords, home: CountryRef) -> Iterator[Figure]:
    passage = reading.passage
    for sentence in passage.analysis.sentences:
        if not words.pattern("satisfaction", "gdp", "staff").search(reading.plain, sentence.start, sentence.end):
            continue
        if passage.analysis.blocks[sentence.block].row:
            row = figure_of_row(reading, sentence, home)
            indicator = row and _meant(reading, words, sentence, (sentence.start, sentence.end), row.start)
            if row and indicator:
                yield Figure(indicator, row.start, row.end, row.year, ROW_RULE)
        else:
            yield from _of_sentence(reading, words, sentence, home)


def _of_sentence(reading: Reading, words: FactWords, sentence: Sentence, home: CountryRef) -> Iterator[Figure]:
    passage = reading.passage
    matches = list(PERCENT.finditer(passage.text, sentence.start, sentence.end))
    for match in matches:
        stretch = match.span(1)
        clause = _clause(reading, sentence, match)
        if _is_no_fact(reading, sentence, clause, match, home) or value_of(passage, stretch) > 100:
            continue
        extent = clause if len(matches) > 1 else _wider(reading, sentence, clause, match)
        indicator = _meant(reading, words, sentence, extent, stretch[0])
        if indicator is not None:
            year = year_of_figure(passage, stretch, sentence.start, sentence.end)
            yield Figure(indicator, *stretch, year, RULE)


def _clause(reading: Reading, sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    text = reading.passage.text
    start = clause_start(text, sentence.start, match.start())
    cut = CLAUSE.search(text, match.end(), sentence.end)
    return start, cut.start() if cut else sentence.end


def _wider(
    reading: Reading, sentence: Sentence, clause: tuple[int, int], match: re.Match[str]
) -> tuple[int, int]:
    """Where the words for the only figure of a sentence may stand; its clause alone where that says of what it is."""
    plain = reading.plain
    if not plain[clause[0] : match.start()].strip() and _OF.match(plain, match.end(), clause[1]):
        return clause
    low = max(sentence.start, plain.rfind(";", sentence.start, match.start()) + 1)
    high = plain.find(";", match.end(), sentence.end)
    return low, high if high >= 0 else sentence.end


def _is_no_fact(
    reading: Reading, sentence: Sentence, clause: tuple[int, int], match: re.Match[str], home: CountryRef
) -> bool:
    """Whether a figure is a target, a change, a bound, denied, or that of another country."""
    passage, plain = reading.passage, reading.plain
    if is_elsewhere(passage, match, home.iso3) or _POINTS.match(plain, match.end()):
        return True
    others = {hit.value for hit in passage.analysis.within(sentence.start, sentence.end, "country", "demonym")}
    if others - {home.iso3} and home.iso3 not in others:
        return True
    low, high = clause
    if phrases_of_group("intended").search(plain, low, high) or _TO_COME.search(plain, low, high):
        return True
    if _NOT.search(plain[low : match.start()]) or _denied_behind(plain, match.end(), high):
        return True
    changed = phrases_of_group("growth").search(plain, sentence.start, match.start())
    whole = (passage.text, sentence.start, match, sentence.end)
    return is_bound(*whole) or (not changed and is_range(*whole))


def _denied_behind(plain: str, start: int, end: int) -> bool:
    return re.compile(r"[^.;]{0,40}\b(?:not|no|nao|n'est|ne sont) (?:\w+ )?(?:satisf|estan|estao|pas)").match(
        plain, start, end
    ) is not None


def _meant(
    reading: Reading, words: FactWords, sentence: Sentence, extent: tuple[int, int], place: int
) -> str | None:
    """The indicator that a figure is for; ``extent`` is where its words must stand."""
    plain, (low, high) = reading.plain, extent
    if words.says("satisfaction", plain, low, high):
        return "satisfaction" if _is_satisfaction(reading, words, sentence, (low, high)) else None
    if _is_investment(words, plain, sentence, place):
        return "ict-investment"
    return _use(words, plain, sentence, (low, high), place)


def _is_satisfaction(reading: Reading, words: FactWords, sentence: Sentence, clause: tuple[int, int]) -> bool:
    """Whether a satisfaction is that of people with public services."""
    plain = reading.plain
    if words.says("other-field", plain, *clause):
        return False
    if words.says("service", plain, sentence.start, sentence.end):
        return True
    return any(words.says("service", title, 0, len(title)) for title in reading.titles[-2:])


def _is_investment(words: FactWords, plain: str, sentence: Sentence, place: int) -> bool:
    """Whether a share is what the public sector of a country invests in ICT, of its gross domestic product."""
    low, high = max(sentence.start, place - 2 * _GDP_NEAR), min(sentence.end, place + _GDP_NEAR)
    if not words.says("gdp", plain, low, high):
        return False
    if words.says("contribution", plain, sentence.start, sentence.end):
        return False
    return all(words.says(group, plain, sentence.start, sentence.end) for group in ("ict", "invest", "public"))


def _use(words: FactWords, plain: str, sentence: Sentence, clause: tuple[int, int], place: int) -> str | None:
    """What the staff of the government is said to use."""
    if not words.says("staff", plain, sentence.start, sentence.end):
        return None
    if not words.says("uses", plain, sentence.start, sentence.end) or words.says("other-staff", plain, *clause):
        return None
    found = [
        (max(match.start() - place, place - match.end()), code)
        for code, group in (("ict-use", "computer"), ("internet-use", "internet"))
        for match in words.pattern(group).finditer(plain, *clause)
    ]
    return min(found)[1] if found else None


__all__ = ["read_prose_figures"]
