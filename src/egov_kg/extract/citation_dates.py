"""Dates that a sentence gives an instrument by a verb: ``was signed into law on 3 May 2018``, ``In 2008 … passed``.

The day an instrument entered into force, was amended or repealed is not its date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from egov_kg.extract.citation_parts import YEAR, Citation, date_at, with_date, with_gazette
from egov_kg.extract.citation_words import pattern, words
from egov_kg.extract.dates import DateHit
from egov_kg.extract.passage import Passage
from egov_kg.extract.word_files import alternation
from egov_kg.language import folded

_FAR = 90
_TO_DATE = r"(?=(?:(?:on|el|le|em|in|en|du|de|del|dated|of|los|a)\s+)*(?:the\s+)?(?:[a-z]+\s*\(?\s*)?\d)"
_BETWEEN = r"(?:\s+into\s+law)?(?P<by>\s+(?:by|por|par|pelo|pela)\s[^\d.;:()]{2,60}?)?[\s,]+" + _TO_DATE
_IN_YEAR = re.compile(rf"(?:in|en|em)\s+(?P<year>{YEAR})\b(?!\s*[-–/]\s*\d)")
_LEAD_YEAR = re.compile(rf"\W{{0,3}}(?:in|en|em)\s+(?P<year>{YEAR})\b(?!\s*[-–/]\s*\d)")
_ARTICLES = (
    r"(?:\s+(?:the|its|an?|new|la|el|los|las|su|una?|nueva|nuevo|le|les|l'|une?|o|a|os|as|sua|seu|sa|son))*\s*\Z"
)
_CLAUSE = re.compile(r"[;:]\s")
_NEXT = re.compile(r"[\s,;]*(?:(?:and|y|e|et)\s+)?(?:(?:the|la|el|las|los|le|les|l'|a|o|as|os)\s*)?\Z")


def with_dates_said(passage: Passage, citations: Sequence[Citation]) -> list[Citation]:
    """The citations, each with the date or year that its sentence gives it by a verb, where it has none yet."""
    found: list[Citation] = []
    lead: DateHit | None = None
    for citation in citations:
        before = found[-1] if found else None
        joined = before and lead and _NEXT.match(folded(passage.text[before.reach : citation.start]))
        lead = lead if joined else _lead(passage, citation)
        one = _with(citation, lead) if lead else citation
        found.append(one if one.issued else with_date_said(passage, one))
    return found


def with_date_said(passage: Passage, citation: Citation) -> Citation:
    """With the date behind a verb that says when it was made (``…, promulgada el 3 de mayo de 2013``)."""
    sentence = passage.analysis.sentence_at(max(citation.start, citation.reach - 1))
    if sentence is None or citation.issued:
        return citation
    position, end = citation.reach, min(sentence.end, citation.reach + _FAR)
    said = _made().match(folded(passage.text[position:end]))
    if said is None:
        return _with_year_behind(passage, citation, sentence.start)
    by = said.span("by")
    if passage.analysis.within(position + by[0], position + by[1], "instrument-type"):
        return citation
    dated = _with(citation, _date_or_year(passage, position + said.end(), sentence.end))
    return dated if dated.gazette else with_gazette(passage, dated, sentence.end)


def _with_year_behind(passage: Passage, citation: Citation, start: int) -> Citation:
    """With the year behind an instrument that a verb right before it says was made (``promulgó la Ley 5 en 2012``)."""
    match = re.compile(rf"\s+{_IN_YEAR.pattern}").match(passage.text, citation.reach)
    before = folded(passage.text[max(start, citation.start - 60) : citation.start])
    if match is None or citation.year or not says_made(before):
        return citation
    return replace(citation, year=(int(match["year"]), *match.span("year")))


def says_made(words_before: str) -> bool:
    """Whether folded words right before a citation say that it was made (``Parliament passed the``)."""
    return bool(pattern(r"\b", "enacted", _ARTICLES).search(words_before))


@lru_cache(maxsize=1)
def _made() -> re.Pattern[str]:
    helper = rf"(?:(?:{alternation(words('auxiliary'))})\s+)*"
    return pattern(rf"[\s,;()\"”»–-]*{helper}", "enacted", rf"\b{_BETWEEN}")


def _date_or_year(passage: Passage, position: int, end: int) -> DateHit | None:
    link = re.compile(r"(?:in|en|em)\s+(?=[a-z])", re.I).match(passage.text, position, end)
    date = date_at(passage, link.end() if link else position, end)
    if date:
        return date
    match = _IN_YEAR.match(folded(passage.text[position : min(end, position + 30)]))
    return _year_at(position, match) if match else None


def _year_at(position: int, match: re.Match[str]) -> DateHit:
    """A year alone, found in the text that begins at a position."""
    return DateHit(position + match.start("year"), position + match.end("year"), None, int(match["year"]))


def _lead(passage: Passage, citation: Citation) -> DateHit | None:
    """The date or year that opens a sentence whose verb right before the citation says that it was made."""
    sentence = passage.analysis.sentence_at(citation.start)
    if sentence is None:
        return None
    clauses = [match.end() for match in _CLAUSE.finditer(passage.text, sentence.start, citation.start)]
    at = max([sentence.start, *clauses])
    if not at < citation.start <= at + 160:
        return None
    date = date_at(passage, at, citation.start)
    if date is None:
        match = _LEAD_YEAR.match(folded(passage.text[at : at + 20]))
        if match is None:
            return None
        date = _year_at(at, match)
    between = folded(passage.text[date.end : citation.start])
    said = pattern(r"\A[^.;:()\d]{0,70}\b", "enacted", _ARTICLES)
    if passage.analysis.within(date.end, citation.start, "instrument-type") or said.match(between) is None:
        return None
    return date


def _with(citation: Citation, date: DateHit | None) -> Citation:
    """With a date, where its year is the citation's own or the citation's number holds the year."""
    if date is None or citation.issued:
        return citation
    year = citation.year
    if year and year[0] != date.year:
        return citation
    if date.start < citation.start:  # a date before the citation does not make it longer
        stretch = (date.start, date.end)
        return replace(citation, year=year or (date.year, *stretch), issued=(date.day, *stretch) if date.day else None)
    return with_date(citation, date)
