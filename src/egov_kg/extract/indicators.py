"""Answers that give a percentage: a figure for what was asked, of the country itself, and the year it is of."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from egov_kg.extract.dates import DateHit, find_years
from egov_kg.extract.non_answers import holds_non_answer
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_groups import phrases_of_group
from egov_kg.language import folded
from egov_kg.model import Answer
from egov_kg.records import CountryRef, IndicatorObservation, Record

RULE = "percentage-of-question"
YEAR_RULE = "year-in-the-sentence"
UNITS = {"ict-investment": "percent-of-gdp"}
_NUMBER = r"\d{1,3}(?:[.,]\d+)?|[.,]\d+"
_SIGN = r"\s*(?:%|per ?cent\b|por ?ciento\b|por cento\b|pour ?cent\b)"
PERCENT = re.compile(rf"(?<![\d.,])({_NUMBER}){_SIGN}", re.I)
_ALONE = re.compile(r"[^\w<>≤≥]*(\d{1,3}(?:[.,]\d+)?)[^\w<>≤≥+]*\Z")
_TO = r"\s*(?:[-–—~/]|\b(?:to|a|al|à|até|hasta)\b)\s*"
_AND = r"\s*\b(?:and|y|el|e|et|or|o|ou)\b\s*(?:el\s*|le\s*|o\s*)?"
_RANGE_BEFORE = re.compile(rf"(?<![\d.,])(?:{_NUMBER})(?:{_SIGN})?(?:{_TO}|(?P<pair>{_AND}))\Z", re.I)
_RANGE_BEHIND = re.compile(rf"(?:{_TO}|(?P<pair>{_AND}))(?:{_NUMBER}){_SIGN}", re.I)
_ARTICLE = r"(?:el\s+|les?\s+|os?\s+)?"
_BETWEEN = re.compile(rf"\b(?:between|entre|from|de|desde|du)\s+{_ARTICLE}(?:[\d.,]+\s*%?\s*\S+\s+)?{_ARTICLE}\Z")
_NUMBERED = re.compile(r"(?:\A|\s)\(?(?:q\.?\s*)?(\d{1,2})[.):]\s*\Z", re.I)
CLAUSE = re.compile(r";\s|,\s|\b(?:while|whereas|but|mientras|pero|sino|tandis|mais|enquanto|mas|and|y|et|e)\b(?!-)|\n")
_MOST = 20
"""Percentages that are looked at; an answer with more gives a table and no figure."""
_NEAR = 400
"""Characters within which a year may belong to a figure of the same sentence."""
_TOWARDS = re.compile(r"\b(?:to|at|al?|hasta|à|au|até|para)\b")


def read_indicator(passage: Passage, answer: Answer) -> list[Record]:
    """The percentage that answers the question, with the year its sentence gives; none for a range or a bound."""
    country, indicator = passage.source.country, answer.code
    stretch = _figure(passage, answer.question.rpartition("-")[2])
    if stretch is None or country is None or indicator is None:
        return []
    if value_of(passage, stretch) > 100:
        return []
    sentence = passage.analysis.sentence_at(stretch[0])
    year = year_of_figure(passage, stretch, sentence.start, sentence.end) if sentence else None
    found = observation(passage, country.value, indicator, stretch, rule=RULE)
    return [replace(found, year=passage.state(year.year, year.start, year.end, YEAR_RULE) if year else None)]


def observation(
    passage: Passage, country: CountryRef, indicator: str, stretch: tuple[int, int], *, rule: str
) -> IndicatorObservation:
    """The observation whose figure stands at a stretch, described by its sentence, without its year."""
    sentence = passage.analysis.sentence_at(stretch[0])
    return IndicatorObservation(
        country=passage.state(country, *stretch, rule),
        indicator=passage.state(indicator, *stretch, rule),
        value=passage.state(value_of(passage, stretch), *stretch, rule),
        unit=passage.state(UNITS.get(indicator, "percent"), *stretch, rule),
        description=passage.named(sentence.start, sentence.end, rule) if sentence else None,
    )


def value_of(passage: Passage, stretch: tuple[int, int]) -> Decimal:
    """The number at a stretch, a comma or a stop before its decimals."""
    return Decimal(passage.text[slice(*stretch)].replace(",", "."))


def _figure(passage: Passage, number: str) -> tuple[int, int] | None:
    """Where the number of the answer stands; ``number`` is that of the question, which some print before it."""
    text = passage.text
    matches = list(PERCENT.finditer(text, passage.start, passage.end))
    if not matches:
        alone = _ALONE.match(text, passage.start, passage.end)
        return alone.span(1) if alone else None
    own = passage.source.country.value.iso3 if passage.source.country else None
    numbered = {one: _NUMBERED.search(text, max(passage.start, one.start() - 8), one.start()) for one in matches}
    mine = [match for match, label in numbered.items() if label and label[1] == number]
    for match in (mine or [match for match, label in numbered.items() if not label or len(matches) == 1])[:_MOST]:
        if holds_non_answer(text[passage.start : match.start()]):
            return None
        if not is_elsewhere(passage, match, own):
            return None if is_inexact(text, passage.start, match, passage.end) else match.span(1)
    return None


def clause_start(text: str, start: int, place: int) -> int:
    """Where the clause of a place begins, not before a start."""
    return max((match.end() for match in CLAUSE.finditer(text, start, place)), default=start)


def is_elsewhere(passage: Passage, match: re.Match[str], own: str | None) -> bool:
    """Whether a percentage is that of another country or region, of a change, or of a plan."""
    sentence = passage.analysis.sentence_at(match.start())
    start = clause_start(passage.text, sentence.start if sentence else passage.start, match.start())
    if any(hit.value != own for hit in passage.analysis.within(start, match.start(), "country", "demonym")):
        return True
    before = folded(passage.text[start : match.start()])
    change = next(iter(reversed(list(phrases_of_group("growth").finditer(before)))), None)
    if change and not _TOWARDS.search(before, change.end()) and len(before[change.end() :].split()) < 4:
        return True
    average = phrases_of_group("average").search(before) and phrases_of_group("elsewhere").search(before)
    return bool(average or phrases_of_group("intended").search(before))


def is_inexact(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a percentage is one end of a range, or a bound (``less than 1%``)."""
    return is_range(text, start, match, end) or is_bound(text, start, match, end)


def is_range(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a percentage is one end of a range (``between 40 and 50%``)."""
    before, behind = _around(text, start, match, end)
    ranges = (_RANGE_BEFORE.search(before), _RANGE_BEHIND.match(behind))
    return any(one and (not one["pair"] or _BETWEEN.search(before)) for one in ranges)


def is_bound(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a percentage is the least or the most that there may be (``less than 1%``)."""
    before, behind = _around(text, start, match, end)
    bounds = [*phrases_of_group("bound").finditer(before)]
    return (
        bool(bounds and not before[bounds[-1].end() :].strip(" (~"))
        or bool(re.search(r"[<>≤≥]\s*=?\s*\Z", before))
        or bool(phrases_of_group("bound").match(behind.lstrip(" ,(")) or behind.startswith("+"))
    )


def _around(text: str, start: int, match: re.Match[str], end: int) -> tuple[str, str]:
    return folded(text[max(start, match.start() - 40) : match.start()]), folded(text[match.end() : end][:40])


def year_of_figure(passage: Passage, stretch: tuple[int, int], start: int, end: int) -> DateHit | None:
    """The year nearest to a figure: in its clause, else in another clause of the sentence that has no figure."""
    start, end = max(start, stretch[0] - _NEAR), min(end, stretch[1] + _NEAR)
    low = clause_start(passage.text, start, stretch[0])
    high = next((match.start() for match in CLAUSE.finditer(passage.text, stretch[1], end)), end)
    years = find_years(passage.text, low, high)
    if not years:
        others = find_years(passage.text, start, end)
        years = [year for year in others if not _has_own_figure(passage.text, year, start, end)]
    return min(years, key=lambda year: max(year.start - stretch[1], stretch[0] - year.end), default=None)


def _has_own_figure(text: str, year: DateHit, start: int, end: int) -> bool:
    low = clause_start(text, start, year.start)
    high = next((match.start() for match in CLAUSE.finditer(text, year.end, end)), end)
    return PERCENT.search(text, low, high) is not None
