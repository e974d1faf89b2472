"""The parts of a legal citation: number, year, date, gazette, title, each with its place."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from egov_kg.extract.dates import DateHit, find_dates
from egov_kg.extract.names import words_of
from egov_kg.extract.passage import Passage
from egov_kg.language import Hit, folded

SIGN = r"(?:(?:\b[Nn](?:[º°]|o[.\s]?[º°]?|r[oº°]?|[uú]m(?:ero|ber)?|os?|\.\s?[º°]?)?s?|#)\s*\.?\s*[º°]?\s*)"
DIGITS = (
    r"(?P<number>\d{1,3}(?:[.,]\d{3})+(?:/\d{2,3}\b)?"
    r"|\d{1,6}(?:/\d{2,3}\b(?![/\d])|-[A-Z]{1,4}(?:/[A-Z]+)?|[A-Z]{1,2}\b)?)"
)
NOT_BEHIND = r"(?![\d%]|\s*%|[.,]\d)"
YEAR = r"(?:19|20)\d\d"
YEAR_OF = (
    rf"(?:\s*[/-]\s*(?P<slash>{YEAR})\b"
    rf"|,?\s+(?:of|de|del|du|do|from)\s+(?:the\s+year\s+|a[nñ]o\s+)?(?P<of>{YEAR})\b)"
)
GAZETTE_NUMBER = re.compile(
    r"\.?\s*(?:(?:Suplemento|Supplement|Extraordinari[ao]|Especial|Edici[oó]n \w+)\s*)?"
    rf"(?:{SIGN})?(?P<number>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{2,6}}){NOT_BEHIND}"
)
_DATE_LINK = re.compile(
    r"[\s,(]*(?:(?:of|del?|dated?|fecha|from|on|the|el|du|do|em|le|of)\b[\s,]*)*", re.I
)
_TITLE_BEFORE_DATE = re.compile(
    r"\s*(?:,\s*|\s(?=(?:of|on|de|del|sobre)\s))(?:(?:of|on|de|del|sobre)\s+(?:the\s+|la\s+|el\s+)?)?"
    r"(?P<title>[A-ZÀ-Ý«“\"][^\n;]{3,160}?)\s*,\s+(?=(?:of|de|del|dated|du|do)\s)"
)
_ISSUER = re.compile(
    r",?\s+(?:of|by|del?|du|do|da)\s+(?:the\s+|la\s+|el\s+)?[A-ZÀ-Ý]\w+(?:\s+(?:of|de|del)\s+(?:the\s+|la\s+|el\s+)?[A-ZÀ-Ý]\w+)?"
)
_TITLE_BETWEEN = re.compile(
    r"\s*,?\s*(?:of|on|for|to|de|del|sobre|para|por|que|du|sur|do|da)\s+(?:the\s+|la\s+|el\s+|los\s+|las\s+)?"
    r"(?P<title>[^\d\n.;:()]{5,160}?)[\s,.;(–-]*\Z"
)

Part = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One instrument cited; each part stands with the stretch that prints it."""

    instrument_type: str
    start: int
    end: int
    number: tuple[str, int, int] | None = None
    year: tuple[int, int, int] | None = None
    issued: tuple[datetime.date, int, int] | None = None
    gazette: tuple[str, int, int] | None = None
    title: Part | None = None
    titled_first: bool = False
    """Whether the title stands before the number (``Title Act, No. 31 of 2016``)."""


def plain_number(printed: str) -> str:
    """A number without separators of thousands: ``2.794`` is ``2794``.

    >>> plain_number("2.794"), plain_number("54/017")
    ('2794', '54/017')
    """
    return re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", printed)


def numbered(hit: Hit, match: re.Match[str]) -> Citation:
    """The citation that a type and a matched number make."""
    group = "slash" if match["slash"] else "of"
    return Citation(
        instrument_type=hit.value,
        start=hit.start,
        end=match.end(),
        number=(plain_number(match["number"]), *match.span("number")),
        year=(int(match[group]), *match.span(group)) if match[group] else None,
    )


def with_what_follows(passage: Passage, citation: Citation, end: int) -> Citation:
    """The citation with its title between commas, its date and its gazette, where they follow it."""
    if citation.year is None or citation.issued is None:
        citation = _with_date_behind(passage, citation, end)
    return with_gazette(passage, citation, end)


def _with_date_behind(passage: Passage, citation: Citation, end: int) -> Citation:
    title = _TITLE_BEFORE_DATE.match(passage.text, citation.end, end)
    issuer = _ISSUER.match(passage.text, citation.end, end)
    for position in (citation.end, *([title.end()] if title else []), *([issuer.end()] if issuer else [])):
        date = date_at(passage, position, end)
        if date is None or (citation.year and citation.year[0] != date.year):
            continue
        if title and position == title.end() and citation.title is None:
            citation = replace(citation, title=title.span("title"))
        return with_date(citation, date)
    return citation


def date_at(passage: Passage, position: int, end: int) -> DateHit | None:
    """The date at a place, nothing but link words before it."""
    dates = find_dates(passage.text, position, min(end, position + 60))
    link = _DATE_LINK.match(passage.text, position, end)
    return dates[0] if dates and link and link.end() >= dates[0].start else None


def with_date(citation: Citation, date: DateHit) -> Citation:
    """The citation with a date; the year alone where no day is printed."""
    stretch = (date.start, date.end)
    return replace(
        citation,
        end=max(citation.end, date.end),
        year=citation.year or (date.year, *stretch),
        issued=(date.day, *stretch) if date.day else None,
    )


def with_gazette(passage: Passage, citation: Citation, end: int) -> Citation:
    """The citation with the gazette behind it; the gazette's date stands in where there is no other."""
    for hit in passage.analysis.within(citation.end, min(end, citation.end + 200), "gazette"):
        between = passage.text[citation.end : hit.start]
        match = GAZETTE_NUMBER.match(passage.text, hit.end, end)
        title = _TITLE_BETWEEN.match(between)
        if not match or (re.sub(r"\b(?:Kenya|the|la|el)\b", "", between).strip(" ,.;()-–\n") and not title):
            continue
        if title and citation.title is None:
            citation = replace(citation, title=(citation.end + title.start("title"), citation.end + title.end("title")))
        number = (plain_number(match["number"]), *match.span("number"))
        citation = replace(citation, end=match.end(), gazette=number)
        date = date_at(passage, match.end(), end)
        if date and citation.issued is None and (citation.year is None or citation.year[0] == date.year):
            return with_date(citation, date)
        return replace(citation, end=date.end) if date else citation
    return citation


def title_start(passage: Passage, hit: Hit) -> int:
    """Where the title of an instrument begins when words before its type belong to it (``E-Government Law``)."""
    line = max(passage.text.rfind("\n", 0, hit.start) + 1, passage.start)
    start = previous = hit.start
    inner = ("of", "and", "on", "for", "to", "&")
    skipped = passage.analysis.lexicon.words["connector"] - set(inner)
    words = words_of(passage.text, line, hit.start)
    for word in reversed(words):
        if passage.text[word.end : previous].strip(" -") and not _enumerates(passage, word.end, previous):
            break
        previous = word.start
        if word.text[0].isupper() and folded(word.text) not in skipped:
            start = word.start
        elif folded(word.text) not in inner:
            break
    first = words_of(passage.text, start, hit.start)
    opening = (*inner, "the", "la", "el", "in", "a", "an", "our", "also")
    while first and folded(first[0].text) in opening:
        first = first[1:]
    return first[0].start if first else hit.start


def _enumerates(passage: Passage, start: int, end: int) -> bool:
    """Whether a comma separates the words of one title: ``and`` follows it (``Access, Privacy and Data Act``)."""
    gap = passage.text[start:end].strip()
    behind = words_of(passage.text, start, end + 40)
    return gap == "," and any(folded(word.text) in ("and", "&") for word in behind[:4]) and passage.language == "en"


def title_end(passage: Passage, start: int, end: int, *, small: bool = False) -> int:
    """Where a title ends behind its type: at the last of its capitalised words, or with ``small`` at punctuation."""
    lexicon = passage.analysis.lexicon
    breakers, links = lexicon.words["name-breaker"], lexicon.words["connector"]
    last = previous = start
    words = words_of(passage.text, start, min(end, start + 240))
    for index, word in enumerate(words):
        gap, low = passage.text[previous : word.start], folded(word.text)
        if (low in breakers and low not in links) or word.text[0].isdigit() or "\n" in gap.strip(" "):
            break
        if gap.strip() == "," and not small and not _goes_on(passage, words, index):
            break
        if gap.strip() not in ("", ",") or (gap.strip() and small):
            break
        if word.text[0].isupper() or small:
            last = word.end if low not in links else last
        elif low not in links:
            break
        previous = word.end
    return last


def _goes_on(passage: Passage, words: list, index: int) -> bool:  # type: ignore[type-arg]
    """Behind a comma in a title: whether capitalised words follow up to an ``and`` (``Signatures and Messages``)."""
    for word in words[index : index + 6]:
        if folded(word.text) in ("and", "y", "e", "et", "&"):
            return True
        if not word.text[0].isupper() and folded(word.text) not in passage.analysis.lexicon.words["connector"]:
            return False
    return False
