"""Citations of laws and other instruments: type, number, year or date, gazette, in the manners of several systems.

Manners read: ``Law 1712 of 2014``, ``Decreto N° 2.794 del 16 de diciembre del 2014``, ``Decree 1008/2018``, ``Ley N° 31,
Title, de 19 de julio de 2010``, ``Title Act 2012``, ``Title Law, O.G. N° 40.274, date 17/10/2013``.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from egov_kg.extract.dates import DateHit, find_dates
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded

_SIGN = r"(?:(?:\b[Nn](?:[º°]|o[.\s]?[º°]?|r[oº°]?|[uú]m(?:ero|ber)?|os?|\.\s?[º°]?)?s?|#)\s*\.?\s*[º°]?\s*)"
_DIGITS = r"(?P<number>\d{1,3}(?:[.,]\d{3})+|\d{1,6}(?:-[A-Z]{1,4}(?:/[A-Z]+)?|[A-Z]{1,2}\b)?)"
_BEHIND_NUMBER = r"(?![\d%]|\s*%|[.,]\d)"
_YEAR_OF = r"(?:\s*[/-]\s*(?P<slash>(?:19|20)\d\d)\b|,?\s+(?:of|de|del|du|do|from)\s+(?:the\s+year\s+|a[nñ]o\s+)?(?P<of>(?:19|20)\d\d)\b)"
_NUMBERED = re.compile(rf"[\s,]*(?P<sign>{_SIGN})?{_DIGITS}{_BEHIND_NUMBER}(?:{_YEAR_OF})?")
_TITLED_NUMBER = re.compile(rf"(?P<title>[^\n.;:()\d]{{3,140}}?)[\s,(]*(?P<sign>{_SIGN}){_DIGITS}{_BEHIND_NUMBER}(?:{_YEAR_OF})?")
_NEXT_NUMBER = re.compile(rf"\s*(?:,|;|,?\s+(?:and|y|e|et)\b)\s*(?:{_SIGN})?{_DIGITS}(?:{_YEAR_OF})")
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d\Z")
_GAZETTE_NUMBER = re.compile(rf"\.?\s*(?:{_SIGN})?(?P<number>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{2,6}}){_BEHIND_NUMBER}")
_DATE_LINK = re.compile(r"[\s,(]*(?:(?:of|del?|dated?|fecha|from|on|the|el|du|do|em|le|,)\b[\s,]*)*", re.I)
_TITLE_BEFORE_DATE = re.compile(r"\s*,\s+(?P<title>[A-ZÀ-ÝÁÉÍÓÚÑ«“\"][^\n;]{3,160}?)\s*,\s+(?:of|de|del|dated|du|do)\s")
_TITLE_BETWEEN = re.compile(
    r"\s*,?\s*(?:of|on|for|to|de|del|sobre|para|por|que|du|sur|do|da)\s+(?:the\s+|la\s+|el\s+|los\s+|las\s+)?(?P<title>[^\d\n.;:()]{5,160}?)[\s,.;(–-]*\Z"
)
UNNUMBERED = ("constitution", "law", "decree-law", "decree", "regulation", "bill")
"""Types that are also cited by title alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One instrument cited; stretches say where each part stands."""

    instrument_type: str
    start: int
    end: int
    number: tuple[str, int, int] | None = None
    year: tuple[int, int, int] | None = None
    issued: tuple[datetime.date, int, int] | None = None
    gazette: tuple[str, int, int] | None = None
    title: tuple[int, int] | None = None


def plain_number(printed: str) -> str:
    """A number without separators of thousands: ``2.794`` is ``2794``."""
    return re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", printed)


def find_citations(passage: Passage, start: int, end: int) -> list[Citation]:
    """The numbered instruments cited in a stretch, and those with a gazette reference, in order."""
    found: list[Citation] = []
    hits = passage.analysis.within(start, end, "instrument-type")
    for index, hit in enumerate(hits):
        if found and hit.start < found[-1].end:
            continue
        limit = hits[index + 1].start if index + 1 < len(hits) else end
        found += _at(passage, hit, end, limit)
    return found


def _at(passage: Passage, hit: Hit, end: int, limit: int) -> list[Citation]:
    text = passage.text
    match = _NUMBERED.match(text, hit.end, end)
    if match and _is_number(match, hit):
        first = _dated(passage, _numbered(hit, match), end)
        return [first, *_followers(passage, hit, first, end)]
    titled = _TITLED_NUMBER.match(text, hit.end, min(end, limit)) if text[hit.start].isupper() else None
    if titled and len(titled["title"].split()) <= 16:
        return [_dated(passage, replace(_numbered(hit, titled), title=_titled(text, titled)), end)]
    by_gazette = _gazetted(passage, hit, end, limit)
    return [by_gazette] if by_gazette else []


def _is_number(match: re.Match[str], hit: Hit) -> bool:
    """Whether digits behind a type are its number: four digits that are a year, with no sign, are the year."""
    bare_year = _YEAR_ONLY.match(match["number"]) and not match["sign"] and not (match["slash"] or match["of"])
    return not bare_year or hit.value == "conpes"


def _numbered(hit: Hit, match: re.Match[str]) -> Citation:
    group = "slash" if match["slash"] else "of"
    return Citation(
        instrument_type=hit.value,
        start=hit.start,
        end=match.end(),
        number=(plain_number(match["number"]), *match.span("number")),
        year=(int(match[group]), *match.span(group)) if match[group] else None,
    )


def _titled(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    low, high = match.span("title")
    while low < high and not text[low].isalnum():
        low += 1
    while high > low and not text[high - 1].isalnum():
        high -= 1
    return (low, high) if low < high else None


def _followers(passage: Passage, hit: Hit, first: Citation, end: int) -> list[Citation]:
    """The further numbers of ``Laws 12 of 2010 and 13 of 2011``."""
    found: list[Citation] = []
    position = first.end
    while match := _NEXT_NUMBER.match(passage.text, position, end):
        found.append(replace(_numbered(hit, match), start=match.start("number")))
        position = match.end()
    return found


def _next_date(passage: Passage, position: int, end: int) -> DateHit | None:
    """The date right behind a number, a title between commas, or a link word."""
    text = passage.text
    low = position
    title = _TITLE_BEFORE_DATE.match(text, position, end)
    if title:
        low = title.end() - 4
    dates = find_dates(text, low, min(end, low + 60))
    if dates and not text[low : dates[0].start].strip(" ,("):
        return dates[0]
    link = _DATE_LINK.match(text, low, end)
    if dates and link and link.end() >= dates[0].start:
        return dates[0]
    return None


def _dated(passage: Passage, citation: Citation, end: int) -> Citation:
    """The citation with its date, title between commas and gazette, where they follow it."""
    title = _TITLE_BEFORE_DATE.match(passage.text, citation.end, end)
    date = _next_date(passage, citation.end, end) if citation.year is None else None
    if date:
        if title and title.end("title") <= date.start:
            citation = replace(citation, title=title.span("title"))
        citation = _with_date(citation, date)
    return _with_gazette(passage, citation, end)


def _with_date(citation: Citation, date: DateHit) -> Citation:
    stretch = (date.start, date.end)
    return replace(
        citation,
        end=max(citation.end, date.end),
        year=(date.year, *stretch),
        issued=(date.day, *stretch) if date.day else None,
    )


def _with_gazette(passage: Passage, citation: Citation, end: int) -> Citation:
    """The citation with the gazette right behind it; the gazette's date stands in where there is no other."""
    for hit in passage.analysis.within(citation.end, min(end, citation.end + 200), "gazette"):
        between = passage.text[citation.end : hit.start]
        match = _GAZETTE_NUMBER.match(passage.text, hit.end, end)
        title = _TITLE_BETWEEN.match(between)
        if not match or (between.strip(" ,.;(-–\n") and not title):
            return citation
        if title and citation.title is None:
            citation = replace(citation, title=(citation.end + title.start("title"), citation.end + title.end("title")))
        citation = replace(citation, end=match.end(), gazette=(plain_number(match["number"]), *match.span("number")))
        date = _next_date(passage, match.end(), end)
        if date and citation.year is None:
            return _with_date(citation, date)
        return replace(citation, end=date.end) if date else citation
    return citation


def _gazetted(passage: Passage, hit: Hit, end: int, limit: int) -> Citation | None:
    """An instrument cited by title and gazette: everything from its type (or the title before it) to the gazette."""
    if hit.value not in UNNUMBERED or not passage.text[hit.start].isupper():
        return None
    for gazette in passage.analysis.within(hit.end, end, "gazette"):
        title_end = _trim_right(passage.text, hit.end, gazette.start)
        if gazette.start - hit.end > 220 or "\n\n" in passage.text[hit.end : gazette.start]:
            return None
        if any(limit <= other.start < title_end for other in passage.analysis.within(limit, title_end, "instrument-type")):
            return None
        start = title_start(passage, hit)
        found = Citation(instrument_type=hit.value, start=start, end=title_end, title=(start, title_end))
        return _with_gazette(passage, found, end)
    return None


def _trim_right(text: str, start: int, end: int) -> int:
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ")\"”»"):
        end -= 1
    return end


def title_start(passage: Passage, hit: Hit) -> int:
    """Where the title of an instrument begins when words before its type belong to it (``E-Government Law``)."""
    line = max(passage.text.rfind("\n", 0, hit.start) + 1, passage.start)
    words = words_of(passage.text, line, hit.start)
    start = hit.start
    skipped = passage.analysis.lexicon.words["connector"] - {"of", "and", "on", "for"}
    for word in reversed(words):
        gap = passage.text[word.end : start]
        if gap.strip(" -"):
            break
        if word.text[0].isupper() and folded(word.text) not in skipped:
            start = word.start
        elif folded(word.text) not in ("of", "and", "on", "for"):
            break
    first = words_of(passage.text, start, hit.start)
    if first and folded(first[0].text) in ("the", "la", "el", "on", "of", "and", "for", "in", "a", "an"):
        return first[1].start if len(first) > 1 else hit.start
    return start
