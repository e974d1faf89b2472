"""The parts of a legal citation: number, year, date, gazette, each with its place."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from egov_kg.extract.citation_words import pattern
from egov_kg.extract.dates import DateHit, find_dates
from egov_kg.extract.passage import Passage
from egov_kg.language import LANGUAGES, folded, load_lexicon

SIGN = r"(?:(?:\b[Nn](?:[º°]|[oO][.\s]?[º°]?|r[oº°]?|[uú]m(?:ero|ber)?|os?|\.\s?[º°]?)?s?|#|№)\s*\.?\s*[º°]?\s*)"
YEAR = r"(?:19|20)\d\d"
_PIECE = r"(?:\d{1,2}\.\d{3}(?!\d)|\d{1,6}[A-Za-z]?|[A-ZÀ-Ý]{1,6}[a-z]?\d{0,3}|[a-z]{1,3})"
_DIGITS = r"(?:\d{1,3}(?:[.,]\d{3})+|\d{1,6})[A-Z]{0,2}"
WHOLE = r"(?![\w%]|\s*%|[.,:]\d|[-/‑]\w)"
"""Behind a number: it is never the beginning of a longer one, nor of a percentage."""
_YEAR_BEHIND = (
    rf"(?:\s*[/–-]\s*(?P<slash>{YEAR})\b(?![-/]\w)"
    rf"|\s*,?\s+(?:(?:series\s+)?of|de|del|du|do|from)\s+(?:the\s+year\s+|a[nñ]o\s+)?(?P<of>{YEAR})\b(?!\s*[-–]\s*\d)"
    rf"|,\s*(?P<comma>{YEAR})(?=[.;)\n]|\s*\Z)|\s*\(\s*(?P<bracket>{YEAR})\s*\))"
)
_CHAPTER = r"(?:C(?:ap|AP)(?:\.|[ií]tulo)?|Chapter|CHAPTER|Ch\.)\s*"
_NUMBER = rf"(?:[A-Z]{{1,4}}[-/])?{_DIGITS}(?:[-/‑]{_PIECE})*"
_ROMAN = rf"[IVXLCDM]{{1,8}}(?=\s+of\s+{YEAR}\b)"
_SIGNED_NUMBER = rf"(?:[A-Z]{{1,4}}[-/]?)?{_DIGITS}(?:[-/‑]{_PIECE})*"
_CHAPTER_NUMBER = r"\d{1,4}(?::\d{1,3})?[A-Z]{0,2}"
NUMBERED = re.compile(
    rf"(?:(?P<sign>{SIGN})(?P<signed>{_SIGNED_NUMBER})|(?P<chapter>{_CHAPTER})(?P<numbered>{_CHAPTER_NUMBER})"
    rf"|(?P<bare>{_NUMBER}|{_ROMAN})){WHOLE}(?:{_YEAR_BEHIND})?"
)
SIGNED = re.compile(rf"(?<![\w])(?:{SIGN})(?={_SIGNED_NUMBER}{WHOLE})")
_LAST_YEAR = re.compile(rf"(.*[\dA-Z])[-/‑]({YEAR})\Z")
_A_YEAR = re.compile(rf"(?<!\d)({YEAR})(?!\d)")
_DIGIT = re.compile(r"\d")
_DATE_LINK = re.compile(
    r"[\s,(]*(?:(?:of|del?|dated?|fecha|from|on|the|el|los?|du|do|em|le|da|en\s+date)\b[\s,]*)*"
    r"(?:[a-zà-ÿ]+\s*\((?=\d{1,2}\)))?",
    re.I,
)
_GAZETTE_NUMBER = re.compile(
    r"\.?\s*(?:(?:Suplemento|Supplement|Extraordinari[ao]|Especial|Edici[oó]n \w+)\s*)?"
    rf"(?:{SIGN})?(?P<number>\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,3}}/(?:\d{{2}}|(?:19|20)\d\d)|\d{{2,6}})(?![\d%]|\s*%|[-.,/]\d)"
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
    """Whether the title stands before the number and holds the type (``Title Act, No. 31 of 2016``)."""

    @property
    def reach(self) -> int:
        """Where the citation ends, its title included."""
        return max(self.end, self.title[1]) if self.title else self.end


class Numbering(NamedTuple):
    """A number read: where it all stands, the number as a whole, the year printed with it, and what introduces it."""

    start: int
    end: int
    number: tuple[str, int, int]
    year: tuple[int, int, int] | None
    signed: bool
    chapter: bool
    slashed: bool
    """Whether the number's own token holds the year or other parts (``24/2019``, ``M/18``)."""

    @property
    def bare(self) -> bool:
        """Whether nothing but digits is printed: no sign, no year, no further part."""
        return not (self.signed or self.chapter or self.slashed or self.year)


def plain_number(printed: str) -> str:
    """A number without separators of thousands: ``2.794`` is ``2794``.

    >>> plain_number("2.794"), plain_number("54/017")
    ('2794', '54/017')
    """
    return re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", printed)


def number_at(text: str, position: int, end: int) -> Numbering | None:
    """The number at a place: the whole token; of a number and a year (``24/2019``) the year apart.

    A year elsewhere in it (``119-2018-PCM``) is stated too and stays in the number.
    """
    match = NUMBERED.match(text, position, end)
    if match is None:
        return None
    group = next(name for name in ("signed", "numbered", "bare") if match[name] is not None)
    start, token = match.start(group), match[group]
    number, year = (token, start, start + len(token)), _stated_year(match)
    last, inner = _LAST_YEAR.match(token), _A_YEAR.search(token)
    parts = re.split(r"[-/‑]", token)
    if last and len(parts) == 2:
        number = (last[1], start, start + last.end(1))
        year = year or (int(last[2]), start + last.start(2), start + last.end(2))
    elif inner and len(parts) > 1:
        year = year or (int(inner[1]), start + inner.start(1), start + inner.end(1))
    return Numbering(
        match.start(), match.end(), (plain_number(number[0]), *number[1:]), year,
        signed=match["sign"] is not None, chapter=match["chapter"] is not None, slashed=len(parts) > 1,
    )  # fmt: skip


def _stated_year(match: re.Match[str]) -> tuple[int, int, int] | None:
    group = next((name for name in ("slash", "of", "comma", "bracket") if match[name]), None)
    return (int(match[group]), *match.span(group)) if group else None


def date_at(passage: Passage, position: int, end: int, *, year: int | None = None) -> DateHit | None:
    """The date at a place, nothing but link words before it; a day and month alone take the year given."""
    link = _DATE_LINK.match(passage.text, position, end)
    if link is None or _DIGIT.search(passage.text, position, min(end, link.end() + 40)) is None:
        return None
    dates = find_dates(passage.text, position, min(end, link.end() + 40))
    if dates and link.end() >= dates[0].start:
        return dates[0]
    return _day_and_month(passage.text, link.end(), end, year) if year else None


@lru_cache(maxsize=1)
def _partial() -> tuple[re.Pattern[str], dict[str, int]]:
    months = {name: number for language in LANGUAGES for name, number in load_lexicon(language).months.items()}
    names = "|".join(sorted(map(re.escape, months), key=lambda name: (-len(name), name)))
    day_first = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[º°])?\s+(?:de\s+|of\s+)?(?P<month>{names})\b"
    return re.compile(rf"{day_first}|(?P<first>{names})\s+(?P<then>\d{{1,2}})(?:st|nd|rd|th)?\b"), months


def _day_and_month(text: str, position: int, end: int, year: int) -> DateHit | None:
    dated, months = _partial()
    match = dated.match(folded(text[position : min(end, position + 40)]))
    if match is None:
        return None
    try:
        day = datetime.date(year, months[match["month"] or match["first"]], int(match["day"] or match["then"]))
    except ValueError:
        return None
    return DateHit(position, position + match.end(), day, year)


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
        title = None if citation.title else _TITLE_BETWEEN.match(between)
        if title is None and not _leads_to_gazette(between):
            continue
        cited = _in_gazette(passage, citation, hit.end, end)
        if cited and title:
            stretch = (citation.end + title.start("title"), citation.end + title.end("title"))
            return replace(cited, title=stretch)
        if cited:
            return cited
    return citation


def _leads_to_gazette(between: str) -> bool:
    """Whether words between a citation and a gazette only introduce it (``, published in the``, ``, Kenya``)."""
    said = pattern(r"\b", "enacted", r"\b").sub("", folded(between))
    said = re.sub(r"\b(?:the|la|el|le|in|en|no|em|as|was|fue|de|del)\b", "", said)
    rest = [word for word in re.split(r"[\s,.;()–-]+", said) if word]
    return not rest or (len(rest) == 1 and re.search(r"\b[A-ZÀ-Ý]\w+\s*\Z", between) is not None)


def _in_gazette(passage: Passage, citation: Citation, position: int, end: int) -> Citation | None:
    """With the number of the gazette whose name ends at a place, and its date; the date alone where there is none."""
    match = _GAZETTE_NUMBER.match(passage.text, position, end)
    date = date_at(passage, match.end() if match else _behind_owner(passage.text, position), end)
    if match:
        number = (plain_number(match["number"]), *match.span("number"))
        citation = replace(citation, end=match.end(), gazette=number)
    elif date is None:
        return None
    if date and citation.issued is None and (citation.year is None or citation.year[0] == date.year):
        return with_date(citation, date)
    return replace(citation, end=date.end) if date else citation


def _behind_owner(text: str, position: int) -> int:
    """Behind whose gazette it is (``Diario Oficial de la Federación``)."""
    match = re.compile(r"\s+(?:of|de|del)\s+(?:the\s+|la\s+|el\s+)?[A-ZÀ-Ý]\w+").match(text, position)
    return match.end() if match else position
